using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Sessions;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners;
using Pipelock.Scanners.Clearance;
using Pipelock.Scanners.Url;
using Pipelock.Transport.A2a;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Everything that is decided about a request before a byte of it, or a DNS query, leaves.</summary>
/// <remarks>URL first, then headers; the limits come last. A clean request costs no allocation.</remarks>
internal static class RequestInspector
{
    /// <summary>Decides about the URL that a request names.</summary>
    /// <param name="url">The URL, absolute.</param>
    /// <param name="surface">Url or Connect.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="target">Where it goes; valid unless the URL could not be understood.</param>
    /// <param name="session">Whose request it is; null where that does not count.</param>
    public static Decision DecideUrl(
        ReadOnlySpan<byte> url, Surface surface, PolicySnapshot policy, out RequestTarget target,
            Session? session = null)
    {
        if (!UrlParts.TryParse(url, out var parts, out var problem))
        {
            target = default;
            return policy.Decide(ScanEngine.UnreadableUrl(problem!), surface, new DecisionContext { Url = url });
        }

        target = RequestTarget.Of(parts);
        var cleared = ClearedTexts.Urls;
        var examiner = new Examiner(policy.Scanner.Number);
        if (cleared.Hold(url, examiner)) return default;
        var findings = policy.Scanner.ScanUrl(parts);
        if (!findings.IsClean)
        {
            return policy.Decide(
                findings, surface, new DecisionContext { Host = parts.Host, Url = url, Session = session });
        }

        cleared.Add(url, examiner);
        return default;
    }

    /// <summary>Decides whether the session may go on at all: quarantine, escalation, budget, bursts.</summary>
    /// <param name="client">The client connection.</param>
    /// <param name="url">The URL it asks for, absolute.</param>
    /// <param name="target">Where that leads.</param>
    /// <param name="activity">What it wants.</param>
    /// <param name="policy">The policy in force.</param>
    public static Decision DecideSession(
        ClientConnection client, ReadOnlySpan<byte> url, in RequestTarget target, SessionActivity activity,
            PolicySnapshot policy)
    {
        if (client.Identity.Session is not { } session) return default;
        var host = target.Host(url);
        var findings = session.Enter(host, activity, Environment.TickCount64);
        if (findings.IsClean) return default;
        var surface = activity == SessionActivity.Tunnel ? Surface.Connect : Surface.Url;
        return policy.Decide(findings, surface, new DecisionContext { Host = host, Url = url, Session = session });
    }

    /// <summary>What a method wants.</summary>
    public static SessionActivity ActivityOf(RequestMethod method) =>
        method is RequestMethod.Get or RequestMethod.Head or RequestMethod.Options
            ? SessionActivity.Read : SessionActivity.Write;

    /// <summary>Decides about the fields of the request whose head <paramref name="client"/> holds.</summary>
    /// <param name="client">The client connection.</param>
    /// <param name="url">The URL it asks for, absolute.</param>
    /// <param name="target">Where that leads.</param>
    /// <param name="policy">The policy in force.</param>
    public static Decision DecideHeaders(
        ClientConnection client, ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy)
    {
        if (AgentTraffic.DecideExtensions(client, url, target, policy) is { IsBlocked: true } refused) return refused;
        var options = policy.Options.RequestBodyScanning;
        if (!options.Enabled || !options.ScanHeaders) return default;
        var host = target.Host(url);
        var findings = policy.Scanner.WithoutExempt(
            policy.Scanner.ScanHeaders(new HeaderView(client.Head.Fields)), host);
        return findings.IsClean ? default : policy.Decide(
            findings, Surface.Headers,
                new DecisionContext { Host = host, Url = url, Session = client.Identity.Session });
    }

    /// <summary>Decides about a request in the light of those that its session sent before.</summary>
    /// <param name="client">The client connection.</param>
    /// <param name="target">Where the request goes.</param>
    /// <param name="body">Its body as far as it is here; clean by itself.</param>
    /// <param name="policy">The policy in force.</param>
    public static Decision DecideAcross(
        ClientConnection client, in RequestTarget target, ReadOnlySpan<byte> body, PolicySnapshot policy)
    {
        if (policy.AcrossRequests is not { } across) return default;
        var url = client.Url;
        var host = target.Host(url);
        if (client.Head.Fields.TryFind(KnownHeader.ContentEncoding, out _)) body = [];
        var findings = across.Check(client.AddressText, host, url, body, Environment.TickCount64);
        return findings.IsClean ? default : policy.Decide(
            findings, Surface.Url, new DecisionContext { Host = host, Url = url, Session = client.Identity.Session });
    }
}
