using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Timing;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Listening;

/// <summary>One client's connection and everything that lives as long as it does.</summary>
/// <remarks>
/// Used by one exchange at a time. The members that other threads call are <see cref="OnDeadline"/>,
/// <see cref="BeginDrain"/>, <see cref="Halt"/> and <see cref="Abort"/>.
/// </remarks>
public sealed class ClientConnection : IDeadlined, IDisposable
{
    private const int BetweenExchanges = 0;
    private const int InExchange = 1;
    private const int ExchangeHalted = 2;

    private const long LingerMilliseconds = 2000;
    private const long LingerBytes = 1024 * 1024;

    private readonly ConnectionContext _context;
    private readonly CancellationTokenRegistration _onClosed;
    private IAbortable? _upstream;
    private long _deadline = IDeadlined.NoDeadline;
    private int _expired;
    private byte[] _url = [];
    private int _urlLength;
    private int _exchange;
    private readonly Lock _halting = new();
    private Action? _onHalt;
    private volatile bool _draining;
    private volatile bool _clientGone;
    private volatile bool _abortUpstreamWhenClientLeaves;

    /// <summary>Takes over an accepted connection.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="agent">The agent its listener belongs to; null for a listener of everybody.</param>
    public ClientConnection(ConnectionContext context, string? agent = null)
    {
        _context = context;
        Identity = new ClientIdentity(this, agent);
        Address = (context.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        AddressText = Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4().ToString() : Address.ToString();
        _onClosed = context.ConnectionClosed.UnsafeRegister(
            static state => ((ClientConnection)state!).OnClosed(), this);
    }

    /// <summary>Both directions.</summary>
    internal IDuplexPipe Transport => _context.Transport;

    /// <summary>What the client sends.</summary>
    public PipeReader Input => _context.Transport.Input;

    /// <summary>What goes to the client; a flush completes when the kernel has taken the bytes.</summary>
    public PipeWriter Output => _context.Transport.Output;

    /// <summary>The head of the request in progress; its spans are good until the next head is read.</summary>
    public RequestHead Head { get; } = new();

    /// <summary>
    /// The absolute URL of the request in progress: its target, or what <see cref="ComposeUrl"/> made of it.
    /// </summary>
    public ReadOnlySpan<byte> Url => _urlLength > 0 ? _url.AsSpan(0, _urlLength) : Head.Target;

    /// <summary>The head of the answer in progress.</summary>
    public ResponseHead AnswerHead { get; } = new();

    /// <summary>Fires when the client has closed its side or the connection failed.</summary>
    public CancellationToken Closed => _context.ConnectionClosed;

    /// <summary>The client's address.</summary>
    public IPAddress Address { get; }

    /// <summary>The client's address as logs write it.</summary>
    public string AddressText { get; }

    /// <summary>Puts together the URL of a request whose target does not name its origin.</summary>
    /// <param name="scheme">Scheme, colon and slashes.</param>
    /// <param name="authority">Host and maybe port.</param>
    /// <param name="path">Path and query; may be empty.</param>
    public void ComposeUrl(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> authority, ReadOnlySpan<byte> path)
    {
        var length = scheme.Length + authority.Length + path.Length;
        if (_url.Length < length)
        {
            if (_url.Length > 0) ArrayPool<byte>.Shared.Return(_url);
            _url = ArrayPool<byte>.Shared.Rent(length);
        }

        scheme.CopyTo(_url);
        authority.CopyTo(_url.AsSpan(scheme.Length));
        path.CopyTo(_url.AsSpan(scheme.Length + authority.Length));
        _urlLength = length;
    }

    /// <summary>The next request has not said yet what it asks for.</summary>
    public void ForgetUrl() => _urlLength = 0;

    /// <summary>Who asks.</summary>
    public ClientIdentity Identity { get; }

    /// <summary>The socket below the pipes, for what pipes cannot say: a half-close.</summary>
    public Socket? Socket => _context.Socket();

    /// <summary>The process is stopping: this connection ends with the exchange in progress.</summary>
    public bool Draining => _draining;

    /// <summary>The client has closed its side.</summary>
    public bool ClientGone => _clientGone;

    /// <summary>The deadline of the step in progress has passed, and what it waited for was ended.</summary>
    public bool Expired => Volatile.Read(ref _expired) != 0 || Halted;

    /// <summary>All traffic was stopped during the exchange in progress, and what it waited for was ended.</summary>
    public bool Halted => Volatile.Read(ref _exchange) == ExchangeHalted;

    /// <inheritdoc/>
    public long Deadline => Volatile.Read(ref _deadline);

    /// <inheritdoc/>
    public int HeartbeatSlot { get; set; }

    /// <summary>An exchange begins that <see cref="Halt"/> ends. Whoever asks the kill switch afterwards misses
    /// nothing.</summary>
    public void BeginExchange() => Interlocked.Exchange(ref _exchange, InExchange);

    /// <summary>The exchange is over, or only its last answer is left: nothing is to be halted any more.</summary>
    public void EndExchange()
    {
        Volatile.Write(ref _onHalt, null);
        if (Interlocked.Exchange(ref _exchange, BetweenExchanges) != ExchangeHalted) return;
        // A cancellation still on its way would hit what is sent next.
        lock (_halting)
        {
        }
    }

    /// <summary>Ends a halted exchange so far that its last answer can be sent: the cancellation that
    /// <see cref="Halt"/> left behind is taken up.</summary>
    public async ValueTask EndHaltedExchangeAsync()
    {
        EndExchange();
        await Output.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>The exchange in progress has a goodbye of its own: it is asked to end instead of being cut
    /// off.</summary>
    public void HaltWith(Action onHalt)
    {
        Volatile.Write(ref _onHalt, onHalt);
        if (Interlocked.CompareExchange(ref _exchange, InExchange, ExchangeHalted) == ExchangeHalted) onHalt();
    }

    /// <summary>Sets the deadline of the step that begins, in milliseconds of the monotonic clock.</summary>
    public void SetDeadline(long at)
    {
        Volatile.Write(ref _expired, 0);
        Volatile.Write(ref _deadline, at);
    }

    /// <summary>No step with a deadline is in progress.</summary>
    public void ClearDeadline() => Volatile.Write(ref _deadline, IDeadlined.NoDeadline);

    /// <summary>
    /// Ties <paramref name="upstream"/> to this connection: a passed deadline ends it, and, unless a tunnel keeps its
    /// half-open state, so does the client's leaving.
    /// </summary>
    public void Attach(IAbortable upstream, bool abortWhenClientLeaves)
    {
        _abortUpstreamWhenClientLeaves = abortWhenClientLeaves;
        // A full fence: who ends this exchange meanwhile either finds the connection, or is found by the next line.
        Interlocked.Exchange(ref _upstream, upstream);
        if ((_clientGone && abortWhenClientLeaves) || Halted) upstream.Abort();
    }

    /// <summary>Ends the tie of <see cref="Attach"/>.</summary>
    public void Detach() => Volatile.Write(ref _upstream, null);

    /// <inheritdoc/>
    public void OnDeadline(long now)
    {
        ClearDeadline();
        Volatile.Write(ref _expired, 1);
        Volatile.Read(ref _upstream)?.Abort();
        Input.CancelPendingRead();
        Output.CancelPendingFlush();
    }

    /// <summary>Ends the exchange in progress because all traffic is stopped; between exchanges it does
    /// nothing.</summary>
    public void Halt()
    {
        if (Volatile.Read(ref _onHalt) is { } own)
        {
            own();
            return;
        }

        lock (_halting)
        {
            if (Interlocked.CompareExchange(ref _exchange, ExchangeHalted, InExchange) != InExchange) return;
            Volatile.Read(ref _upstream)?.Abort();
            Input.CancelPendingRead();
            Output.CancelPendingFlush();
        }
    }

    /// <summary>
    /// Lets the exchange in progress finish and ends the connection then; at once where there is none.
    /// </summary>
    public void BeginDrain()
    {
        _draining = true;
        Input.CancelPendingRead();
    }

    /// <summary>
    /// Says goodbye after a last answer while the client may still be sending: our end first, then what it sends is
    /// thrown away for a moment. A close with unread bytes would reset the connection and take the answer with it
    /// (RFC 9112 §9.6).
    /// </summary>
    public async Task LingerAsync()
    {
        try
        {
            await EndOutputAsync().ConfigureAwait(false);
            SetDeadline(Environment.TickCount64 + LingerMilliseconds);
            for (var discarded = 0L; discarded < LingerBytes;)
            {
                var read = await Input.ReadAsync().ConfigureAwait(false);
                discarded += read.Buffer.Length;
                Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || Expired) return;
            }
        }
        catch (Exception e) when (
            e is IOException or ConnectionAbortedException or SocketException or ObjectDisposedException)
        {
            // It left first.
        }
    }

    /// <summary>Nothing more goes to the client, which may still be sending.</summary>
    private Task EndOutputAsync()
    {
        if (_context.Features.Get<IOutputEnd>() is { } end) return end.EndOutputAsync();
        Socket?.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }

    /// <summary>Ends the connection at once: the client sees a reset, never a message that looks whole.</summary>
    public void Abort(string why)
    {
        Volatile.Read(ref _upstream)?.Abort();
        _context.Abort(new ConnectionAbortedException(why));
    }

    /// <summary>What outlives the decision about it, a tunnel or WebSocket, ends with the first quarantine of its
    /// session that comes before the result is disposed.</summary>
    public IDisposable? AbortWhenQuarantined() =>
        Identity.Session?.Attach(() => Abort("the session is in quarantine"));

    /// <inheritdoc/>
    public void Dispose()
    {
        _onClosed.Dispose();
        Head.Dispose();
        AnswerHead.Dispose();
        if (_url.Length > 0) ArrayPool<byte>.Shared.Return(_url);
        _url = [];
        _urlLength = 0;
    }

    private void OnClosed()
    {
        _clientGone = true;
        if (_abortUpstreamWhenClientLeaves) Volatile.Read(ref _upstream)?.Abort();
    }
}
