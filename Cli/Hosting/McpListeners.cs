using System.Net;
using Pipelock.Cli.Commands;
using Pipelock.Config.Options;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Transport.Mcp;
using Pipelock.Transport.Mcp.Listening;
using Pipelock.Transport.Mcp.Redirect;
using Pipelock.Transport.Mcp.Upstream;
using Pipelock.Transport.Upstream;

namespace Pipelock.Cli.Hosting;

/// <summary>Puts together what serves MCP over HTTP.</summary>
internal static class McpListeners
{
    /// <summary>The server at <paramref name="url"/>.</summary>
    public static McpUpstream Upstream(Uri url, PipelockOptions options)
    {
        var limits = new ResolverLimits(
            TimeSpan.FromSeconds(options.Dns.TimeoutSeconds),
            TimeSpan.FromSeconds(options.Dns.CacheSeconds),
            options.Dns.CacheEntries);
        var connector = new UpstreamConnector(TimeSpan.FromSeconds(options.ForwardProxy.ConnectTimeoutSeconds));
        return new McpUpstream(url, new AddressResolver(limits), connector);
    }

    /// <summary>What the connections of a listener share.</summary>
    public static McpListening Listening(
        McpUpstream upstream,
        IPEndPoint address,
        PipelockOptions options,
        PolicyHolder policies,
        EvidenceLog log,
        ProxyMetrics metrics) => new()
    {
        Upstream = upstream,
        Sessions = new McpSessionTable(new McpServer(upstream.Url.AbsoluteUri)),
        Journal = new McpJournal(log, metrics, upstream.Url.Authority),
        Redirects = new RedirectRunner(
            policies, ConfigSource.Environment(), $"http://{options.FetchProxy.Listen}/fetch"),
        IsLoopback = IPAddress.IsLoopback(address.Address),
    };
}
