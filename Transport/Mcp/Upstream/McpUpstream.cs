using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Pipelock.Transport.Timing;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Mcp.Upstream;

/// <summary>The one MCP server behind a listener or bridge, and the connections to it. Thread-safe.</summary>
/// <remarks>
/// Its address comes from the operator, so it may be an internal one; every message to it is inspected all the same.
/// </remarks>
public sealed class McpUpstream : IDeadlined, IDisposable
{
    private const long IdleMilliseconds = 50_000;
    private const long TrustedIdleMilliseconds = 20;

    private readonly AddressResolver _resolver;
    private readonly UpstreamConnector _connector;
    private readonly ConcurrentStack<HttpLink> _idle = new();
    private long _nextSweep;

    /// <summary>Makes the upstream of <paramref name="url"/>, http or https; connects nowhere yet.</summary>
    /// <param name="url">Its endpoint, absolute.</param>
    /// <param name="resolver">Finds its addresses.</param>
    /// <param name="connector">Connects to them.</param>
    public McpUpstream(Uri url, AddressResolver resolver, UpstreamConnector connector)
    {
        _resolver = resolver;
        _connector = connector;
        Url = url;
        Authority = Encoding.ASCII.GetBytes(url.IsDefaultPort ? HostOf(url) : $"{HostOf(url)}:{url.Port}");
        Target = Encoding.ASCII.GetBytes(url.PathAndQuery);
    }

    /// <summary>The endpoint.</summary>
    public Uri Url { get; }

    /// <summary>What requests to it name as their Host.</summary>
    internal byte[] Authority { get; }

    /// <summary>Path and query of the endpoint.</summary>
    internal byte[] Target { get; }

    /// <summary>Connections that wait for their next exchange.</summary>
    public int Idle => _idle.Count;

    /// <inheritdoc/>
    public long Deadline => Volatile.Read(ref _nextSweep);

    /// <inheritdoc/>
    public int HeartbeatSlot { get; set; }

    /// <summary>Takes an idle connection that still lives, or null.</summary>
    internal HttpLink? TakeIdle()
    {
        var now = Environment.TickCount64;
        while (_idle.TryPop(out var link))
        {
            var idle = now - link.IdleSince;
            if (idle < IdleMilliseconds && (idle <= TrustedIdleMilliseconds || link.IsQuiet()))
            {
                link.Reused = true;
                return link;
            }

            link.Dispose();
        }

        return null;
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="IOException">It cannot be reached, or its certificate is not valid.</exception>
    internal async Task<HttpLink> ConnectAsync(CancellationToken stop)
    {
        var resolved = await _resolver.ResolveAsync(Url.IdnHost).ConfigureAwait(false);
        if (resolved.Failed) throw new IOException($"the name {Url.IdnHost} cannot be resolved");
        var result = await _connector.ConnectAsync(resolved.Addresses, Url.Port, stop).ConfigureAwait(false);
        if (result.Connection is not { } connection)
            throw new IOException($"no connection to {Url.Authority}: {Sentence(result.Outcome)}");
        var plain = new NetworkStream(connection.Socket, ownsSocket: true);
        if (Url.Scheme == Uri.UriSchemeHttp) return new HttpLink(connection.Socket, plain);
        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = Url.IdnHost,
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                },
                stop).ConfigureAwait(false);
            return new HttpLink(connection.Socket, tls);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"no TLS with {Url.Authority}: {e.Message}", e);
        }
    }

    /// <summary>Keeps <paramref name="link"/> for the next exchange where it can serve one.</summary>
    internal void Return(HttpLink link)
    {
        if (!link.IsReusable || _idle.Count >= McpLimits.IdleConnections)
        {
            link.Dispose();
            return;
        }

        link.ReleaseBuffer();
        link.IdleSince = Environment.TickCount64;
        _idle.Push(link);
    }

    /// <inheritdoc/>
    public void OnDeadline(long now)
    {
        Volatile.Write(ref _nextSweep, now + 5000);
        var kept = new List<HttpLink>();
        while (_idle.TryPop(out var link))
        {
            if (now - link.IdleSince < IdleMilliseconds) kept.Add(link);
            else link.Dispose();
        }

        for (var i = kept.Count - 1; i >= 0; i--) _idle.Push(kept[i]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryPop(out var link)) link.Dispose();
    }

    private static string HostOf(Uri url) =>
        url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost;

    private static string Sentence(ConnectOutcome outcome) => outcome == ConnectOutcome.TimedOut
        ? "it did not answer in time" : "it refused, or cannot be reached";
}
