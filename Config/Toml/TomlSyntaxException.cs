using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Leaves the expression that is wrong, however deep it nests; the reader goes on at a later line.</summary>
internal sealed class TomlSyntaxException(SourceLocation location, string message) : Exception(message)
{
    /// <summary>Where it is wrong.</summary>
    public SourceLocation Location { get; } = location;
}
