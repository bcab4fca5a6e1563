using System.Text.Json.Nodes;
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
            websocket_proxy: { enabled: true, allow_binary_frames: true }
            redaction:
              enabled: true
              default_profile: all
              profiles: { all: { classes: [github-token, email, ipv4] } }
            """,
    };

    /// <summary>Posts JSON through the proxy.</summary>
    internal Task<RawResponse> PostAsync(string path, string json, string fields = "") => Proxy.ExchangeAsync(
        Request("POST", path, $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n{fields}", json),
            "POST");

    /// <summary>Asks the interface about the open questions, or what <paramref name="what"/> names.</summary>
    internal Task<RawResponse> ApiAsync(string method, string body = "", string what = "approvals") =>
        Proxy.ExchangeAsync($"{method} /api/v1/{what} HTTP/1.1\r\nHost: {Proxy.Address}\r\nAuthorization: Bearer {Token}\r\n"
        + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", method);

    /// <summary>The number of the question that is open, once one is.</summary>
    internal async Task<long> QuestionAsync()
    {
        for (var i = 0; i < 2000; i++)
        {
            var open = JsonNode.Parse((await ApiAsync("GET")).Body)!["approvals"]!.AsArray();
            if (open.Count > 0) return (long)open[0]!["id"]!;
            await Task.Yield();
        }

        throw new InvalidOperationException("nobody was asked");
    }

    /// <summary>Answers the next question.</summary>
    internal async Task AnswerAsync(string answer)
    {
        var told = await ApiAsync("POST", $$"""{"id":{{await QuestionAsync()}},"answer":"{{answer}}"}""");
        Assert.Equal(200, told.Status);
    }
}
