using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Responses;

namespace Pipelock.EndToEnd.Tests.Agents;

/// <summary>A proxy that knows agents, redacts what it is given and asks before an injected answer passes.</summary>
public sealed class AgentSite : ResponseSite
{
    internal const string Token = "a-token-of-the-tests";

    internal override ProxySettings Settings => new()
    {
        More = $$"""
            a2a_scanning: { enabled: true, action: block }
            response_scanning: { action: ask, ask_timeout_seconds: 60 }
            kill_switch: { api_token: "{{Token}}" }
            redaction:
              enabled: true
              default_profile: all
              profiles: { all: { classes: [github-token, email] } }
            """,
    };

    /// <summary>Posts JSON through the proxy.</summary>
    internal Task<RawResponse> PostAsync(string path, string json, string fields = "") => Proxy.ExchangeAsync(
        Request("POST", path, $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n{fields}", json),
            "POST");

    /// <summary>Asks the interface about the open questions.</summary>
    internal Task<RawResponse> ApiAsync(string method, string body = "") => Proxy.ExchangeAsync(
        $"{method} /api/v1/approvals HTTP/1.1\r\nHost: {Proxy.Address}\r\nAuthorization: Bearer {Token}\r\n"
        + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", method);
}
