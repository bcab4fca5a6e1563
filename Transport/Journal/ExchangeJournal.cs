using System.Diagnostics;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Policy.Disclosure;
using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners.Url;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Listening;
using Authority = Pipelock.Protocols.Http1.Authority;

namespace Pipelock.Transport.Journal;

/// <summary>Says to log and metrics what happened to the exchanges of this room. Thread-safe; never blocks.</summary>
public sealed class ExchangeJournal(EvidenceLog log, ProxyMetrics metrics)
{
    /// <summary>The log.</summary>
    public EvidenceLog Log => log;

    /// <summary>The counters.</summary>
    public ProxyMetrics Metrics => metrics;

    /// <summary>The policy stopped the request.</summary>
    public void Blocked(ClientConnection client, in ExchangeEntry entry, in Decision decision)
    {
        var host = Host(client);
        metrics.RecordDecision(decision, host, Stopwatch.GetElapsedTime(entry.Started), client.Identity.Profile);
        client.Identity.Session?.Found(decision, host, Environment.TickCount64);
        log.RecordDecision(Context(client, entry), decision);
    }

    /// <summary>Something was found that does not stop the request.</summary>
    /// <returns>The entry to go on with: what was found limits what later lines may tell.</returns>
    public ExchangeEntry Warned(ClientConnection client, in ExchangeEntry entry, in Decision decision)
    {
        var host = Host(client);
        metrics.RecordDecision(decision, host, Stopwatch.GetElapsedTime(entry.Started), client.Identity.Profile);
        client.Identity.Session?.Found(decision, host, Environment.TickCount64);
        log.RecordDecision(Context(client, entry), decision);
        return entry with { Warned = true, Disclosure = Stricter(entry.Disclosure, decision.Disclosure) };
    }

    /// <summary>A response was relayed, wholly or until it broke off.</summary>
    public void Forwarded(ClientConnection client, in ExchangeEntry entry, RelayEnd end, int status, long bytes)
    {
        var duration = Stopwatch.GetElapsedTime(entry.Started);
        metrics.RequestAllowed(duration, client.Identity.Profile);
        log.RecordForward(Context(client, entry), status, bytes, duration);
        if (end == RelayEnd.Broken) log.RecordError(Context(client, entry), "the origin's response broke off");
    }

    /// <summary>The message was not understood, or exceeded a limit of the parser.</summary>
    public void Refused(ClientConnection client, in ExchangeEntry entry, RefusalReason reason)
    {
        var status = Refusals.Status(reason);
        metrics.RequestRefused(reason.ToString(), Stopwatch.GetElapsedTime(entry.Started));
        log.RecordRefusal(Context(client, entry), "http", reason.ToString(), status, Refusals.Describe(reason));
    }

    /// <summary>A limit of the proxy itself was reached.</summary>
    public void LimitReached(ClientConnection client, in ExchangeEntry entry, string limit, int status, string sentence)
    {
        metrics.RequestRefused(limit, Stopwatch.GetElapsedTime(entry.Started));
        log.RecordRefusal(Context(client, entry), "limit", limit, status, sentence);
    }

    /// <summary>A connection was turned away because too many are open.</summary>
    public void ConnectionRefused()
    {
        const string Limit = "connections";
        metrics.RequestRefused(Limit, TimeSpan.Zero);
        log.RecordRefusal(new ExchangeContext(), "limit", Limit, 503, "too many connections are open");
    }

    /// <summary>A connection came to a transparent listener without having been redirected there.</summary>
    public void NotRedirected()
    {
        const string Limit = "transparent_destination";
        metrics.RequestRefused(Limit, TimeSpan.Zero);
        log.RecordRefusal(
            new ExchangeContext(), "limit", Limit, 0,
            "the kernel knows no original destination: the transparent listeners serve redirected connections only");
    }

    /// <summary>The exchange failed for a reason that is nobody's policy.</summary>
    public void Failed(ClientConnection client, in ExchangeEntry entry, string sentence)
    {
        metrics.RequestFailed(Stopwatch.GetElapsedTime(entry.Started), client.Identity.Profile);
        log.RecordError(Context(client, entry), sentence);
    }

    /// <summary>A tunnel was opened.</summary>
    public void TunnelOpened(ClientConnection client, in ExchangeEntry entry)
    {
        metrics.TunnelOpened();
        log.RecordTunnelOpen(Context(client, entry));
    }

    /// <summary>A tunnel was closed.</summary>
    public void TunnelClosed(ClientConnection client, in ExchangeEntry entry, long bytes)
    {
        var duration = Stopwatch.GetElapsedTime(entry.Started);
        metrics.TunnelClosed(bytes, duration, client.Identity.Profile);
        log.RecordTunnelClose(Context(client, entry), bytes, duration);
    }

    /// <summary>What the client said in the tunnel is not what it was opened for.</summary>
    public void SniMismatch(
        ClientConnection client, in ExchangeEntry entry, ReadOnlySpan<byte> connectHost, ReadOnlySpan<byte> sni,
            string category) =>
        log.RecordSniMismatch(Context(client, entry), connectHost, sni, category);

    /// <summary>All traffic is stopped, and with it this exchange.</summary>
    public void Stopped(ClientConnection client, in ExchangeEntry entry, KillSwitch killSwitch)
    {
        var (transport, endpoint) = StoppedPlace.Of(client.Head);
        Stopped(Context(client, entry), transport, endpoint, killSwitch);
        metrics.RequestStopped(Stopwatch.GetElapsedTime(entry.Started));
    }

    /// <summary>The same for what is no HTTP exchange, or is one no longer.</summary>
    public void Stopped(in ExchangeContext context, string transport, string endpoint, KillSwitch killSwitch)
    {
        metrics.KillSwitch.Denied(transport, endpoint);
        var source = (killSwitch.Source ?? KillSwitchSource.Config).ToString().ToLowerInvariant();
        log.Operations.KillSwitchDenied(context, transport, endpoint, source, killSwitch.Message);
    }

    private static ReadOnlySpan<byte> Host(ClientConnection client)
    {
        var target = client.Url;
        if (client.Head.Form == TargetForm.Authority)
            return Authority.TryParse(target, out var authority) ? authority.Host : default;
        return UrlParts.TryParse(target, out var url, out _) ? url.Host : default;
    }

    private static UrlDisclosure Stricter(UrlDisclosure left, UrlDisclosure right) => left > right ? left : right;

    private static ExchangeContext Context(ClientConnection client, in ExchangeEntry entry)
    {
        var head = client.Head;
        var tunnel = head.Form == TargetForm.Authority;
        return new ExchangeContext
        {
            Method = head.Method,
            Url = tunnel ? default : client.Url,
            Target = tunnel ? head.Target : default,
            Client = client.Address,
            Agent = client.Identity.Agent,
            RequestId = entry.RequestId,
            Disclosure = entry.Disclosure,
        };
    }
}
