using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>A rule of the tool policy that a call breaks.</summary>
/// <param name="Finding">What is told.</param>
/// <param name="Action">What it does; null = the mode decides.</param>
/// <param name="RedirectProfile">Who answers when the action is redirect; empty otherwise.</param>
internal readonly record struct PolicyHit(Finding Finding, ToolPolicyAction? Action, string RedirectProfile);
