using System.Net;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Sessions;

/// <summary>A proxy that keeps sessions and knows two agents.</summary>
public sealed class SessionSite : Site
{
    internal const string Token = "a-token-of-the-tests";

    /// <summary>The listener that only the agent <c>bound</c> comes to.</summary>
    internal IPEndPoint Listener { get; } = new(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));

    internal override ProxySettings Settings => new()
    {
        More = $$"""
            session_profiling: { enabled: true, domain_burst: 100 }
            adaptive_enforcement: { enabled: true }
            airlock: { enabled: true, triggers: { on_elevated: soft, on_high: hard, on_critical: drain } }
            kill_switch: { api_token: "{{Token}}" }
            agents:
              lenient: { mode: audit }
              bound: { listeners: ["{{Listener}}"], budget: { max_requests_per_session: 2 } }
            """,
    };

    /// <summary>Sends a request as an agent; a secret in it is refused.</summary>
    internal async Task<RawResponse> AskAsync(string agent, string path = "/json", string method = "GET") =>
        await Proxy.ExchangeAsync(Request(method, path, $"X-Pipelock-Agent: {agent}\r\nConnection: close\r\n"), method);

    /// <summary>Asks the interface.</summary>
    internal Task<RawResponse> ApiAsync(string method, string path, string body = "") => Proxy.ExchangeAsync(
        $"{method} /api/v1/sessions{path} HTTP/1.1\r\nHost: {Proxy.Address}\r\nAuthorization: Bearer {Token}\r\n"
        + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", method);
}
