namespace Pipelock.Policy.Decisions;

/// <summary>The words that depend on the surface.</summary>
public static class SurfaceText
{
    /// <summary>The name of the way a message came, for <c>dlp_warn</c> lines and metrics.</summary>
    public static string Transport(Surface surface) => surface switch
    {
        Surface.Url => "forward",
        Surface.Connect => "connect",
        Surface.Headers => "header",
        Surface.Body => "body",
        Surface.Response => "response",
        Surface.WebSocket => "websocket",
        Surface.McpRequest => "mcp_input",
        Surface.McpAnswer => "mcp_response",
        _ => throw new ArgumentOutOfRangeException(nameof(surface), surface, "Not a surface."),
    };
}
