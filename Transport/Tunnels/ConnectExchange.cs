using System.Diagnostics;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Sessions;
using Pipelock.Transport.Answers;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tunnels;

/// <summary>Serves one CONNECT request; the client's connection ends with its tunnel.</summary>
/// <remarks>
/// (1) authority, fields and limits decided ──► (2) a tunnel whose TLS is to be opened: addresses checked, opened for
/// the client, its TLS ended here ──► (3) any other, and one that turned out not to be opened: carried as it is.
/// </remarks>
/// <param name="services">What every connection shares.</param>
/// <param name="client">The client connection, whose head is the CONNECT request.</param>
/// <param name="answers">Answers it, silently where it was redirected and asked for nothing.</param>
internal sealed class ConnectExchange(ProxyServices services, ClientConnection client, ClientAnswers answers)
{
    /// <summary>What a refusal begins with.</summary>
    public const string Prefix = "CONNECT blocked: ";

    private readonly TunnelFront _front = new(services, client, asked: !answers.Silent);
    private readonly Interceptor? _interceptor = services.Tls.Current.Interceptor;
    private ExchangeEntry _entry;
    private RequestTarget _target;
    private byte[] _url = [];

    /// <summary>
    /// Serves the request whose head the client connection holds; always the last one of its connection.
    /// </summary>
    public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        _entry = new ExchangeEntry(services.NextRequestId(), Stopwatch.GetTimestamp());

        // (1)
        _url = [.. "https://"u8, .. client.Head.Target, (byte)'/'];
        var decision = Decide(policy, out var isCovered);
        services.Journal.Metrics.Decided(Stopwatch.GetElapsedTime(_entry.Started));
        if (decision.IsBlocked) return await answers.BlockAsync(_entry, decision, Prefix, policy).ConfigureAwait(false);
        if (!IsPortAllowed(policy))
        {
            return await answers.LimitAsync(
                _entry, "connect_port", 403, $"CONNECT to port {_target.Port} is not in forward_proxy.connect_ports")
                .ConfigureAwait(false);
        }

        if (!services.TryEnterTunnel())
        {
            return await answers.LimitAsync(_entry, "tunnels", 503, $"{services.MaxTunnels} tunnels are open already")
                .ConfigureAwait(false);
        }

        try
        {
            var place = new DialPlace(
                _target.HostText(_url), _target.Host(_url).ToArray(), _target.Port, Surface.Connect);
            var request = new TunnelRequest(_entry, place, policy);
            return isCovered
                ? await InterceptAsync(request).ConfigureAwait(false)
                : await new PlainTunnel(services, client, answers, _front).RunAsync(request).ConfigureAwait(false);
        }
        finally
        {
            _front.Close(_entry, 0);
            services.LeaveTunnel();
        }
    }

    private Decision Decide(PolicySnapshot policy, out bool isCovered)
    {
        isCovered = false;
        var decision = RequestInspector.DecideUrl(_url, Surface.Connect, policy, out _target, client.Identity.Session);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideHeaders(client, _url, _target, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideSession(client, _url, _target, SessionActivity.Tunnel, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        // What is opened is limited request by request.
        isCovered = _interceptor?.Rules.Covers(_target.Host(_url)) == true;
        return isCovered ? default : Admit(policy);
    }

    private Decision Admit(PolicySnapshot policy)
    {
        var decision = Budget(policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = policy.Admit(_target.Host(_url), Surface.Connect, Environment.TickCount64);
        Note(decision);
        return decision;
    }

    /// <summary>Nobody sees what a closed tunnel carries: a session without budget opens no more of them.</summary>
    private Decision Budget(PolicySnapshot policy)
    {
        var host = _target.Host(_url);
        var findings = policy.AcrossRequests?.CheckBudget(client.AddressText, host, Environment.TickCount64) ?? default;
        return findings.IsClean ? default : policy.Decide(
            findings, Surface.Connect, new DecisionContext { Host = host, Url = _url });
    }

    private void Note(in Decision decision)
    {
        if (decision.Verdict == Verdict.Warn) _entry = services.Journal.Warned(client, _entry, decision);
    }

    private bool IsPortAllowed(PolicySnapshot policy)
    {
        var ports = policy.Options.ForwardProxy.ConnectPorts;
        return ports.IsDefaultOrEmpty || ports.Contains(_target.Port);
    }

    private async ValueTask<bool> InterceptAsync(TunnelRequest request)
    {
        // (2)
        if (await services.Dialer.CheckAsync(request.Place, request.Policy).ConfigureAwait(false) is { } refused)
            return await answers.NotDialledAsync(_entry, refused, Prefix, request.Policy).ConfigureAwait(false);
        await _front.OpenAsync(_entry).ConfigureAwait(false);
        var tunnel = new InterceptedTunnel(services, client, _interceptor!);
        switch (await tunnel.RunAsync(request).ConfigureAwait(false))
        {
            case InterceptionChoice.PlainText:
                return await answers.LimitAsync(
                    _entry, "plain_text_in_tunnel", 403, "what is in the tunnel is not TLS and cannot be inspected")
                    .ConfigureAwait(false);
            case InterceptionChoice.PassThrough:
                // (3) The client was told already that its tunnel is open: what goes wrong now, only the log hears.
                var quiet = new ClientAnswers(client, services.Journal, services.KillSwitch, AnswerForm.Plain)
                {
                    Silent = true,
                };
                var decision = Admit(request.Policy);
                return decision.IsBlocked
                    ? await quiet.BlockAsync(_entry, decision, Prefix, request.Policy).ConfigureAwait(false)
                    : await new PlainTunnel(services, client, quiet, _front).RunAsync(request).ConfigureAwait(false);
            default:
                return false;
        }
    }
}
