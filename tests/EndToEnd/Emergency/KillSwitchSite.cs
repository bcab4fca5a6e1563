using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Responses;
using Pipelock.EndToEnd.Tests.WebSockets;

namespace Pipelock.EndToEnd.Tests.Emergency;

/// <summary>A proxy whose traffic can be stopped in every way there is.</summary>
public sealed class KillSwitchSite : ResponseSite
{
    internal const string Token = "a-token-of-the-tests";

    private readonly string directory = Directory.CreateTempSubdirectory("pipelock-kill-").FullName;

    /// <summary>The file whose existence stops everything.</summary>
    internal string Sentinel => Path.Combine(directory, "stop");

    internal override ProxySettings Settings => Stopped(false);

    /// <summary>The configuration, with the switch of the section on or off.</summary>
    internal ProxySettings Stopped(bool enabled) => new()
    {
        More = WebSocketSite.Section() + $"""
            kill_switch:
              enabled: {(enabled ? "true" : "false")}
              message: "stopped by the tests"
              sentinel_file: "{Sentinel}"
              api_token: "{Token}"
            """,
    };

    /// <summary>Turns a source on or off.</summary>
    internal async Task SetAsync(string source, bool on)
    {
        switch (source)
        {
            case "api":
                Assert.Equal(200, (
                    await AskAsync("POST", "/api/v1/killswitch", $"{{\"active\":{(on ? "true" : "false")}}}")).Status);
                break;
            case "signal":
                Proxy.Signal(10); // SIGUSR1, signal(7)
                break;
            case "sentinel" when on:
                await File.WriteAllTextAsync(Sentinel, "");
                break;
            case "sentinel":
                File.Delete(Sentinel);
                break;
            default:
                await Proxy.ReloadAsync(Stopped(on), "success");
                break;
        }
    }

    /// <summary>Asks the proxy's own interface.</summary>
    internal Task<RawResponse> AskAsync(string method, string path, string body = "", string token = Token) =>
        Proxy.ExchangeAsync(
            $"{method} {path} HTTP/1.1\r\nHost: {Proxy.Address}\r\nAuthorization: Bearer {token}\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", method);
}
