using System.Diagnostics;
using Pipelock.Policy;
using Pipelock.Transport.Answers;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;
using Pipelock.Transport.WebSockets;

namespace Pipelock.Transport.Interception;

/// <summary>Serves requests that go to a known origin by the very pipeline of the forward proxy.</summary>
/// <remarks>Only where the URL comes from differs.</remarks>
/// <param name="services">What every connection shares.</param>
/// <param name="origin">Knows the origin.</param>
/// <param name="end">Milliseconds of the monotonic clock at which the connection is to take no further request.</param>
/// <param name="outside">Who opened the tunnel that all requests come through; null where there is none.</param>
internal sealed class InterceptedHandler(
    ProxyServices services, IRequestUrl origin, long end, ClientIdentity? outside)
    : HttpConnectionHandler(services)
{
    private bool _served;

    /// <summary>Why the client broke off before its first request; null when it did not.</summary>
    public Exception? BrokenOff { get; private set; }

    internal override string? Agent => outside?.Named;

    internal override void OnClientGone(Exception reason) => BrokenOff = _served ? null : reason;

    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new Session(Services, origin, end, client, answers)
        {
            OnRequest = () => _served = true,
            // Each request is judged by the quarantine, so nothing is to be cut off: who is put there by a request of
            // this very connection is to read why.
            Live = outside?.Session?.Attach(client.BeginDrain),
        };

    private sealed class Session(
        ProxyServices services, IRequestUrl origin, long end, ClientConnection client, ClientAnswers answers)
        : IHttpSession
    {
        private readonly ForwardExchange _forward = new(services, new ForwardRoute(services), client, answers);

        public required Action OnRequest { get; init; }

        public required IDisposable? Live { get; init; }

        public ValueTask<bool> ServeAsync(PolicySnapshot policy)
        {
            OnRequest();
            if (Environment.TickCount64 >= end) client.BeginDrain();
            if (!origin.TryCompose(client)) return MismatchAsync();
            return WebSocketExchange.ServesInside(client.Head, policy)
                ? new WebSocketExchange(services, client, answers) { Inside = true }.ServeAsync(policy)
                : _forward.ServeAsync(policy);
        }

        public void Dispose()
        {
            Live?.Dispose();
            _forward.Dispose();
        }

        private ValueTask<bool> MismatchAsync()
        {
            services.Journal.Metrics.Tls.RequestBlocked("authority_mismatch");
            return answers.LimitAsync(
                new ExchangeEntry(services.NextRequestId(), Stopwatch.GetTimestamp()),
                "authority_mismatch", 403,
                "authority mismatch: the request names another host than its connection is for");
        }
    }
}
