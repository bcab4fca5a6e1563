using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Replacement of sensitive values in request bodies.</summary>
[Summary("Replacement of sensitive values in request bodies.")]
public sealed record RedactionOptions
{
    /// <summary>Replaces; needs request_body_scanning.</summary>
    [Summary("Replaces; needs request_body_scanning.")]
    public bool Enabled { get; init; }

    /// <summary>Profile in effect; must exist when enabled.</summary>
    [Summary("Profile in effect; must exist when enabled.")]
    public string DefaultProfile { get; init; } = "";

    /// <summary>What to replace, by profile name.</summary>
    [Summary("What to replace, by profile name.")]
    public ImmutableDictionary<string, RedactionProfileOptions> Profiles { get; init; } =
        ImmutableDictionary<string, RedactionProfileOptions>.Empty;

    /// <summary>Words to replace, by dictionary name.</summary>
    [Summary("Words to replace, by dictionary name.")]
    public ImmutableDictionary<string, RedactionDictionaryOptions> Dictionaries { get; init; } =
        ImmutableDictionary<string, RedactionDictionaryOptions>.Empty;

    /// <summary>Bounds of the work per request.</summary>
    [Summary("Bounds of the work per request.")]
    public RedactionLimitsOptions Limits { get; init; } = new();

    /// <summary>Refuses a reload that changes what is replaced.</summary>
    [Summary("Refuses a reload that changes what is replaced.")]
    public bool StrictReload { get; init; }

    /// <summary>Hosts to which bodies may go that cannot be parsed.</summary>
    [Summary("Hosts to which bodies may go that cannot be parsed.")]
    public ImmutableArray<string> AllowlistUnparseable { get; init; } = [];
}
