using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>A file exceeds <see cref="ReaderLimits"/>; reading stops at once.</summary>
internal sealed class YamlLimitException(SourceLocation location, string message) : Exception(message)
{
    /// <summary>Where the limit was passed.</summary>
    public SourceLocation Location { get; } = location;
}
