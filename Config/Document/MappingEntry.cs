namespace Pipelock.Config.Document;

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key, quotes and escapes undone.</param>
/// <param name="KeyLocation">Where the key starts; the value has its own location.</param>
/// <param name="Value">The value.</param>
/// <remarks>A class, since collections of foreign structs are compiled at start instead of ahead of time.</remarks>
public sealed record MappingEntry(string Key, SourceLocation KeyLocation, ConfigNode Value);
