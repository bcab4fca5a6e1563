using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>One part of a dotted key.</summary>
internal readonly record struct TomlKeyPart(string Name, SourceLocation Location);
