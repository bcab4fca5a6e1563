using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Admin;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Serves one client connection of the main listener until either side closes it.</summary>
/// <remarks>
/// (a) client ──► (b) head parsed ──► (c) by its form: absolute is forwarded, CONNECT is tunnelled, origin-form is the
/// proxy's own ──► (a). One turn of the loop is one exchange; a turn that ends clean allocates nothing.
/// </remarks>
public sealed class ProxyHandler(ProxyServices services, AdminEndpoints admin) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        using var client = new ClientConnection(connection);
        var answers = new ClientAnswers(client, services.Journal);
        using var forward = new ForwardExchange(services, client, answers);
        services.Heartbeat.Add(client);
        try
        {
            while (await ServeOneAsync(client, answers, forward).ConfigureAwait(false))
            {
            }

            await client.Output.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException or SocketException or ObjectDisposedException)
        {
            // The client is gone; there is nobody to tell.
        }
        finally
        {
            services.Heartbeat.Remove(client);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ServeOneAsync(ClientConnection client, ClientAnswers answers, ForwardExchange forward)
    {
        // (a)
        var read = await HeadReader.ReadAsync(client, services.Timeouts).ConfigureAwait(false);
        if (read == HeadRead.Closed) return false;
        if (read == HeadRead.TimedOut)
        {
            return await answers.LimitAsync(NewEntry(), "head_timeout", 408, "request head did not arrive in time")
                .ConfigureAwait(false);
        }

        // (b)
        if (read == HeadRead.Refused) return await answers.RefuseAsync(NewEntry(), client.Head.Refusal).ConfigureAwait(false);

        // (c)
        var policy = services.Policies.Acquire();
        try
        {
            return client.Head.Form switch
            {
                TargetForm.Absolute => await forward.ServeAsync(policy).ConfigureAwait(false),
                TargetForm.Authority => await new ConnectExchange(services, client, answers).ServeAsync(policy).ConfigureAwait(false),
                _ => await answers.SendAsync(admin.Answer(client.Head, policy)).ConfigureAwait(false),
            };
        }
        finally
        {
            policy.Release();
        }
    }

    private ExchangeEntry NewEntry() => new(services.NextRequestId(), System.Diagnostics.Stopwatch.GetTimestamp());
}
