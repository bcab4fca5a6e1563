using System.Net;
using Pipelock.Policy;
using Pipelock.Policy.Emergency;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Transport.Mcp.Bridge;
using Pipelock.Transport.Mcp.Processes;
using Pipelock.Transport.Mcp.Redirect;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Stdio;

/// <summary>Serves the one agent at our standard input and output.</summary>
/// <param name="policies">The policy in force.</param>
/// <param name="journal">Is told what was found.</param>
/// <param name="redirects">Answers redirected calls.</param>
/// <param name="killSwitch">Stops everything in an emergency.</param>
/// <param name="agent">The profile in <c>agents</c> whose budget is spent.</param>
public sealed class StdioProxy(
    PolicyHolder policies, McpJournal journal, RedirectRunner redirects, KillSwitch killSwitch, string agent)
{
    /// <summary>Starts <paramref name="command"/> and relays until it or the agent ends.</summary>
    /// <returns>The exit code of the command where it ended by itself, else 0.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The command could not be started.</exception>
    public Task<int> ServeProcessAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, CancellationToken stop) =>
        ServeAsync(new ProcessLink(ServerProcess.Start(command, environment)), string.Join(' ', command), stop);

    /// <summary>Relays to a server over HTTP until it or the agent ends.</summary>
    /// <param name="upstream">The server; disposed at the end.</param>
    /// <param name="fields">Header fields of every request.</param>
    /// <param name="stop">Ends it.</param>
    public Task<int> ServeHttpAsync(
        McpUpstream upstream, IReadOnlyList<(string Name, string Value)> fields, CancellationToken stop) =>
        ServeAsync(new HttpBridge(upstream, journal, new BridgeFields(fields)), upstream.Url.AbsoluteUri, stop);

    /// <summary>Relays to a server over WebSocket until it or the agent ends.</summary>
    /// <param name="url">Its address, ws or wss.</param>
    /// <param name="fields">Header fields of the opening request.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public async Task<int> ServeWebSocketAsync(
        Uri url, IReadOnlyList<(string Name, string Value)> fields, CancellationToken stop)
    {
        var bridge = await WebSocketBridge.OpenAsync(url, fields, stop).ConfigureAwait(false);
        return await ServeAsync(bridge, url.AbsoluteUri, stop).ConfigureAwait(false);
    }

    private async Task<int> ServeAsync(IServerLink link, string server, CancellationToken stop)
    {
        var open = new OpenRequests();
        var session = new McpSession(new McpServer(server), agent);
        var exchange = new McpExchange(policies, journal, session, new McpStop(killSwitch, IPAddress.None), open);
        await using (link)
        {
            using var relay = new StdioRelay(
                exchange, open, link, StandardStreams.OpenInput(), StandardStreams.OpenOutput(), redirects);
            await relay.RunAsync(stop).ConfigureAwait(false);
        }

        return link.ExitCode;
    }
}
