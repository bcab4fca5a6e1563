using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What one redaction profile replaces.</summary>
[Summary("What one redaction profile replaces.")]
public sealed record RedactionProfileOptions
{
    /// <summary>Built-in classes, such as email or jwt.</summary>
    [Summary("Built-in classes, such as email or jwt.")]
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>Names of dictionaries.</summary>
    [Summary("Names of dictionaries.")]
    public ImmutableArray<string> Dictionaries { get; init; } = [];
}
