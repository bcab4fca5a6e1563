using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Rules on MCP tool calls.</summary>
[Summary("Rules on MCP tool calls.")]
public sealed record McpToolPolicyOptions
{
    /// <summary>Applies the rules.</summary>
    [Summary("Applies the rules.")]
    public bool Enabled { get; init; }

    /// <summary>What a matching call gets where its rule does not say; unset = the mode decides.</summary>
    [Summary("What a matching call gets where its rule does not say; unset = the mode decides.")]
    public ToolPolicyAction? Action { get; init; }

    /// <summary>The rules; all matching ones count, the strictest wins.</summary>
    [Summary("The rules; all matching ones count, the strictest wins.")]
    public ImmutableArray<ToolPolicyRuleOptions> Rules { get; init; } = [];

    /// <summary>Programs that answer redirected calls, by name.</summary>
    [Summary("Programs that answer redirected calls, by name.")]
    public ImmutableDictionary<string, RedirectProfileOptions> RedirectProfiles { get; init; } =
        ImmutableDictionary<string, RedirectProfileOptions>.Empty;

    /// <summary>Directory for quarantined writes; empty = pipelock-quarantine in the temporary directory.</summary>
    [Summary("Directory for quarantined writes; empty = pipelock-quarantine in the temporary directory.")]
    public string QuarantineDir { get; init; } = "";
}
