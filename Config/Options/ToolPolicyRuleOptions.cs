using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One rule on MCP tool calls.</summary>
[Summary("One rule on MCP tool calls.")]
public sealed record ToolPolicyRuleOptions
{
    /// <summary>Display name.</summary>
    [Summary("Display name.")]
    public string Name { get; init; } = "";

    /// <summary>Regular expression (RE2 syntax) on the tool's name.</summary>
    [Summary("Regular expression (RE2 syntax) on the tool's name.")]
    public string ToolPattern { get; init; } = "";

    /// <summary>Regular expression on the arguments; empty = any.</summary>
    [Summary("Regular expression on the arguments; empty = any.")]
    public string ArgPattern { get; init; } = "";

    /// <summary>Regular expression on top-level argument names that arg_pattern looks at; empty = all.</summary>
    [Summary("Regular expression on top-level argument names that arg_pattern looks at; empty = all.")]
    public string ArgKey { get; init; } = "";

    /// <summary>What a matching call gets; unset = the section's action.</summary>
    [Summary("What a matching call gets; unset = the section's action.")]
    public ToolPolicyAction? Action { get; init; }

    /// <summary>Profile that answers when the action is redirect.</summary>
    [Summary("Profile that answers when the action is redirect.")]
    public string RedirectProfile { get; init; } = "";
}
