using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The MCP HTTP listener and who may use it.</summary>
[Summary("The MCP HTTP listener and who may use it.")]
public sealed record McpListenerOptions
{
    /// <summary>Address of the listener; empty = off. Needs upstream.</summary>
    [Summary("Address of the listener; empty = off. Needs upstream.")]
    [RestartOnly]
    public string Listen { get; init; } = "";

    /// <summary>http or https URL of the MCP server behind it.</summary>
    [Summary("http or https URL of the MCP server behind it.")]
    [RestartOnly]
    public string Upstream { get; init; } = "";

    /// <summary>Tokens that clients must present; none = no authentication.</summary>
    [Summary("Tokens that clients must present; none = no authentication.")]
    public BearerAuthOptions Auth { get; init; } = new();
}
