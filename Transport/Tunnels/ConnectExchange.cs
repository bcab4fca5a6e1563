using System.Buffers;
using System.Diagnostics;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Sessions;
using Pipelock.Transport.Answers;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Tunnels;

/// <summary>Serves one CONNECT request; the client's connection ends with its tunnel.</summary>
/// <remarks>
/// (1) authority, fields and limits decided ──► (2) connection to a checked address, through a parent proxy where one
/// serves the host ──► (3) 200 ──► (4) server name checked while bytes flow back ──► (5) both ways until both ended.
/// </remarks>
internal sealed class ConnectExchange(ProxyServices services, ClientConnection client, ClientAnswers answers)
{
    private const string Prefix = "CONNECT blocked: ";

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
        var decision = Decide(policy);
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
            return await OpenAsync(policy).ConfigureAwait(false);
        }
        finally
        {
            services.LeaveTunnel();
        }
    }

    private Decision Decide(PolicySnapshot policy)
    {
        var decision = RequestInspector.DecideUrl(_url, Surface.Connect, policy, out _target, client.Identity.Session);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideHeaders(client, _url, _target, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideSession(client, _url, _target, SessionActivity.Tunnel, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = Budget(policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = policy.Admit(_target.Host(_url), Surface.Connect, Environment.TickCount64);
        Note(decision);
        return decision;
    }

    /// <summary>Nobody sees what a tunnel carries: a session without budget opens no more of them.</summary>
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

    private async ValueTask<bool> OpenAsync(PolicySnapshot policy)
    {
        // (2)
        var host = _target.Host(_url).ToArray();
        var dialled = await services.Dialer.DialAsync(
            _target.HostText(_url), host, _target.Port, Surface.Connect, policy, client.Closed).ConfigureAwait(false);
        Note(dialled.Decision);
        if (dialled.Connection is not { } origin)
        {
            return await answers.NotDialledAsync(_entry, dialled, Prefix, policy).ConfigureAwait(false);
        }

        using (origin)
        {
            client.Attach(origin, abortWhenClientLeaves: false);
            if (services.Dialer.ParentFor(host) is { } parent
                && !await ParentTunnel.OpenAsync(origin, parent, client, services.Timeouts).ConfigureAwait(false))
            {
                client.Detach();
                return await answers.OriginFailedAsync(_entry, RelayEnd.Failed).ConfigureAwait(false);
            }

            // (3)
            client.Output.Write("HTTP/1.1 200 Connection Established\r\n\r\n"u8);
            await client.Output.FlushAsync().ConfigureAwait(false);
            services.Journal.TunnelOpened(client, _entry);

            // (4) and (5)
            var tunnel = new TunnelRelay(client, origin, services.Timeouts);
            var gate = policy.Options.ForwardProxy.SniVerification ? new SniGate(host) : null;
            var bytes = 0L;
            try
            {
                bytes = await tunnel.RunAsync(gate).ConfigureAwait(false);
            }
            finally
            {
                client.Detach();
                client.ClearDeadline();
                Close(policy, host, gate, bytes);
            }
        }

        return false;
    }

    private void Close(PolicySnapshot policy, byte[] host, SniGate? gate, long bytes)
    {
        services.Journal.TunnelClosed(client, _entry, bytes);
        client.Identity.Session?.Served(host, bytes, clean: !_entry.Warned, Environment.TickCount64);
        if (policy.DataBudget.IsOn) policy.DataBudget.Record(host, bytes, Environment.TickCount64);
        if (gate is null || gate.Category.Length == 0) return;
        services.Journal.Metrics.SniSeen(gate.Category);
        if (gate.IsRefused) services.Journal.SniMismatch(client, _entry, host, gate.ServerName, gate.Category);
    }
}
