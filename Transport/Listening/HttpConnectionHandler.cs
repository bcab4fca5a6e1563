using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Pipelock.Policy;
using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Async;
using Pipelock.Transport.Journal;

namespace Pipelock.Transport.Listening;

/// <summary>Serves one client connection, request after request, until either side closes it.</summary>
/// <remarks>
/// (a) client ──► (b) head parsed ──► (c) session of the listener ──► (a). One turn of the loop is one exchange; a turn
/// that ends clean allocates nothing.
/// </remarks>
public abstract class HttpConnectionHandler(ProxyServices services) : ConnectionHandler
{
    /// <summary>What every connection shares.</summary>
    protected ProxyServices Services => services;

    /// <inheritdoc/>
    public sealed override async Task OnConnectedAsync(ConnectionContext connection)
    {
        services.Journal.Metrics.ClientConnections(1);
        try
        {
            await ServeAsync(connection).ConfigureAwait(false);
        }
        finally
        {
            services.Journal.Metrics.ClientConnections(-1);
        }
    }

    /// <summary>Serves a connection that somebody else counts.</summary>
    internal async Task ServeAsync(ConnectionContext connection)
    {
        using var client = new ClientConnection(connection, Agent);
        var answers = new ClientAnswers(client, services.Journal, services.KillSwitch, Form) { Silent = IsSilent };
        using var session = CreateSession(client, answers);
        services.Heartbeat.Add(client);
        try
        {
            while (await ServeOneAsync(client, answers, session).ConfigureAwait(false))
            {
            }

            await client.Output.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is IOException or ConnectionAbortedException or SocketException or ObjectDisposedException)
        {
            // The client is gone; there is nobody to tell.
            OnClientGone(e);
        }
        finally
        {
            services.Heartbeat.Remove(client);
        }
    }

    /// <summary>The form of the proxy's own answers.</summary>
    internal virtual AnswerForm Form => AnswerForm.Plain;

    /// <summary>Clients here asked for nothing in a language that an answer could be given in: none is sent.</summary>
    internal virtual bool IsSilent => false;

    /// <summary>Waits for the next request.</summary>
    internal virtual ValueTask<HeadRead> ReadHeadAsync(ClientConnection client) =>
        HeadReader.ReadAsync(client, services.Timeouts);

    /// <summary>The client broke its connection off.</summary>
    internal virtual void OnClientGone(Exception reason)
    {
    }

    /// <summary>Makes what serves the requests of one connection.</summary>
    internal abstract IHttpSession CreateSession(ClientConnection client, ClientAnswers answers);

    /// <summary>The agent that alone comes to this listener; null for a listener of everybody.</summary>
    internal virtual string? Agent => null;

    /// <summary>Whether the request is served while all traffic is stopped.</summary>
    internal virtual bool IsExempt(RequestHead head, KillSwitch killSwitch) => false;

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<bool> ServeOneAsync(ClientConnection client, ClientAnswers answers, IHttpSession session)
    {
        // (a) and (b)
        client.ForgetUrl();
        switch (await ReadHeadAsync(client).ConfigureAwait(false))
        {
            case HeadRead.Closed:
                return false;
            case HeadRead.TimedOut:
                return await answers.LimitAsync(NewEntry(), "head_timeout", 408, "request head did not arrive in time")
                    .ConfigureAwait(false);
            case HeadRead.Refused:
                return await answers.RefuseAsync(NewEntry(), client.Head.Refusal).ConfigureAwait(false);
        }

        // (c)
        if (!IsExempt(client.Head, services.KillSwitch))
        {
            client.BeginExchange();
            if (services.KillSwitch.IsActiveFor(client.Address))
                return await answers.StoppedAsync(NewEntry()).ConfigureAwait(false);
        }

        var policy = services.Policies.Acquire();
        try
        {
            var own = client.Identity.Resolve(policy, services.Sessions);
            return client.Head.IsUpgrade
                ? await ServeUpgradeAsync(client, session, own).ConfigureAwait(false)
                : await session.ServeAsync(own).ConfigureAwait(false);
        }
        finally
        {
            client.EndExchange();
            policy.Release();
        }
    }

    private static async ValueTask<bool> ServeUpgradeAsync(
        ClientConnection client, IHttpSession session, PolicySnapshot policy)
    {
        using var live = client.AbortWhenQuarantined();
        return await session.ServeAsync(policy).ConfigureAwait(false);
    }

    private ExchangeEntry NewEntry() => new(services.NextRequestId(), Stopwatch.GetTimestamp());
}
