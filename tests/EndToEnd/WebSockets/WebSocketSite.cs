using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>A proxy that serves WebSockets, with messages of up to 100,000 bytes.</summary>
public sealed class WebSocketSite : Site
{
    internal override ProxySettings Settings => new() { More = Section("max_message_bytes: 100000") };

    internal static string Section(params string[] lines) =>
        "websocket_proxy:\n  enabled: true\n" + string.Concat(lines.Select(line => $"  {line}\n"))
        + "request_body_scanning:\n  enabled: true\n  scan_headers: true\n  header_mode: all\n  action: block\n";
}
