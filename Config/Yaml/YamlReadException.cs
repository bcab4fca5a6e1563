using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Reading cannot go on: a limit is passed, or nothing certain follows.</summary>
internal sealed class YamlReadException(SourceLocation location, string message) : Exception(message)
{
    /// <summary>Where reading stopped.</summary>
    public SourceLocation Location { get; } = location;
}
