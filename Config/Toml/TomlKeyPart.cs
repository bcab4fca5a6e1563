using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>One part of a dotted key.</summary>
internal sealed record TomlKeyPart(string Name, SourceLocation Location);
