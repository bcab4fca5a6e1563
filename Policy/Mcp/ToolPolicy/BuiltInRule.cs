using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>One rule of the pack.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Name">Display name, as configurations and dashboards of this field know it.</param>
/// <param name="Severity">How bad it is; decides where neither the rule nor the section has an action.</param>
/// <param name="Action">What a match does; null = the section decides.</param>
/// <param name="Signal">What a match also shows.</param>
/// <param name="Harmless">Whole simple commands that the rule lets pass; indexes into the pack's list.</param>
internal sealed record BuiltInRule(
    string Id, string Name, Severity Severity, ToolPolicyAction? Action, CallSignals Signal,
        ImmutableArray<int> Harmless);
