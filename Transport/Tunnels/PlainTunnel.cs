using Pipelock.Policy;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tunnels;

/// <summary>Carries a tunnel whose inside nobody looks at.</summary>
/// <remarks>
/// (1) connection to a checked address, through a parent proxy where one serves the host ──► (2) opened for the client,
/// unless it is ──► (3) server name checked while bytes flow back ──► (4) both ways until both ended ──► (5) closed.
/// </remarks>
internal sealed class PlainTunnel(
    ProxyServices services, ClientConnection client, ClientAnswers answers, TunnelFront front)
{
    /// <summary>Runs it; the client's connection ends with it.</summary>
    public async ValueTask<bool> RunAsync(TunnelRequest request)
    {
        using var live = client.AbortWhenQuarantined();

        // (1)
        var dialled = await OriginDial.DialThroughAsync(services, client, request.Place, request.Policy)
            .ConfigureAwait(false);
        var entry = request.Entry;
        if (dialled.Decision.Verdict == Verdict.Warn)
            entry = services.Journal.Warned(client, entry, dialled.Decision);
        if (dialled.Connection is not { } origin)
        {
            return await answers.NotDialledAsync(entry, dialled, ConnectExchange.Prefix, request.Policy)
                .ConfigureAwait(false);
        }

        using (origin)
        {
            // (2)
            client.Attach(origin, abortWhenClientLeaves: false);
            await front.OpenAsync(entry).ConfigureAwait(false);
            await RelayAsync(origin, request with { Entry = entry }).ConfigureAwait(false);
        }

        return false;
    }

    private async Task RelayAsync(UpstreamConnection origin, TunnelRequest request)
    {
        // (3) and (4)
        var tunnel = new TunnelRelay(client, origin, services.Timeouts);
        var gate = request.Policy.Options.ForwardProxy.SniVerification
            ? new SniGate(request.Place.HostBytes.ToArray())
            : null;
        var bytes = 0L;
        try
        {
            bytes = await tunnel.RunAsync(gate).ConfigureAwait(false);
        }
        finally
        {
            // (5)
            front.Close(request.Entry, bytes);
            client.Identity.Session?.Served(
                request.Host, bytes, clean: !request.Entry.Warned, Environment.TickCount64);
            var budget = request.Policy.DataBudget;
            if (budget.IsOn) budget.Record(request.Host, bytes, Environment.TickCount64);
            if (gate is not null) Tell(gate, request);
        }
    }

    private void Tell(SniGate gate, TunnelRequest request)
    {
        if (gate.Category.Length == 0) return;
        services.Journal.Metrics.SniSeen(gate.Category);
        if (gate.IsRefused)
            services.Journal.SniMismatch(client, request.Entry, request.Host, gate.ServerName, gate.Category);
    }
}
