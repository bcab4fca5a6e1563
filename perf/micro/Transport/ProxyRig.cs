using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Transport;
using Pipelock.Transport.Admin;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Timing;
using Pipelock.Transport.Upstream;

namespace Pipelock.Micro.Transport;

/// <summary>A whole proxy in this process, a client and an origin on blocking sockets that allocate nothing.</summary>
internal sealed class ProxyRig : IDisposable
{
    private readonly LoopbackOrigin _origin;
    private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _request;
    private readonly PageNumber _page;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int _answerLength;

    public ProxyRig(string method, string path, string fields, string body, EndPoint? proxy = null)
    {
        _origin = new LoopbackOrigin(CleanRequests.Answer(path));
        _client.NoDelay = true;
        _client.Connect(proxy ?? StartProxy());
        var length = body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : "";
        _request = Encoding.ASCII.GetBytes(
            $"{method} http://{_origin.EndPoint}{path} HTTP/1.1\r\nHost: {_origin.EndPoint}\r\n"
            + $"{fields}{length}\r\n{body}");
        _page = new PageNumber(_request);
        _client.Send(_request);
        _answerLength = FirstAnswer();
    }

    /// <summary>One exchange over the client's one connection.</summary>
    public void Exchange()
    {
        _page.Next();
        _client.Send(_request);
        for (var received = 0; received < _answerLength;) received += _client.Receive(_buffer.AsSpan(received));
    }

    public void Dispose()
    {
        _client.Dispose();
        _origin.Dispose();
    }

    private int FirstAnswer()
    {
        var received = 0;
        while (true)
        {
            received += _client.Receive(_buffer.AsSpan(received));
            var text = Encoding.ASCII.GetString(_buffer, 0, received);
            if (!text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) throw new InvalidOperationException(text);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end > 0 && text.EndsWith('}')) return received;
        }
    }

    /// <summary>Starts a proxy.</summary>
    public static EndPoint StartProxy()
    {
        var options = new PipelockOptions
        {
            Ssrf = new SsrfOptions { IpAllowlist = ["127.77.0.0/16"] },
            Logging = new LoggingOptions { Output = LogOutput.File, File = "/dev/null" },
        };
        var log = new EvidenceLog(EvidenceLogSettings.From(options.Logging));
        var metrics = new ProxyMetrics("0");
        var heartbeat = new Heartbeat();
        var pool = new UpstreamPool();
        var resolver = new AddressResolver(new ResolverLimits(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), 64));
        var services = new ProxyServices
        {
            Policies = new PolicyHolder(PolicySnapshot.Build(
                options, ConfigLoader.DefaultsHash, new PolicyEnvironment())),
            Journal = new ExchangeJournal(log, metrics),
            Heartbeat = heartbeat,
            Dialer = new OriginDialer(resolver, new UpstreamConnector(TimeSpan.FromSeconds(5)), pool, heartbeat, null),
            Pool = pool,
            Timeouts = new ProxyTimeouts(),
            Tls = new TlsHolder(TlsState.WithoutInterception),
        };
        var handler = new ProxyHandler(services, new AdminEndpoints(services, "0", metricsHere: true));
        return new ProxyServer(services).ListenAsync(
            new IPEndPoint(IPAddress.Loopback, 0), handler, 1024).GetAwaiter().GetResult();
    }
}
