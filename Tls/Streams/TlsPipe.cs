using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Pipelock.Tls.Leaves;

namespace Pipelock.Tls.Streams;

/// <summary>The decrypted side of a connection whose TLS ends here, as pipes.</summary>
public sealed class TlsPipe : IDuplexPipe, IAsyncDisposable
{
    /// <summary>
    /// A record carries 16 KiB at most (RFC 8446 §5.1): what is written between two flushes fills them.
    /// </summary>
    private const int RecordBytes = 16 * 1024;

    private readonly SslStream _tls;
    private int _ended;

    private TlsPipe(SslStream tls, MemoryPool<byte> pool)
    {
        _tls = tls;
        Input = PipeReader.Create(tls, new StreamPipeReaderOptions(
            pool, bufferSize: RecordBytes, minimumReadSize: RecordBytes / 4, leaveOpen: true, useZeroByteReads: true));
        Output = PipeWriter.Create(tls, new StreamPipeWriterOptions(pool, RecordBytes, leaveOpen: true));
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>The protocol version agreed on.</summary>
    public SslProtocols Protocol => _tls.SslProtocol;

    /// <summary>Shakes hands as the server that <paramref name="leaf"/> names.</summary>
    /// <param name="transport">The encrypted connection; stays its owner's.</param>
    /// <param name="leaf">What the client is shown.</param>
    /// <param name="pool">Where buffers come from.</param>
    /// <param name="stop">Ends the wait for the client.</param>
    /// <exception cref="AuthenticationException">The client did not agree; see <see cref="PeerAlert"/>.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<TlsPipe> AcceptAsync(
        IDuplexPipe transport, LeafCertificate leaf, MemoryPool<byte> pool, CancellationToken stop)
    {
        var tls = new SslStream(new PipeStream(transport), leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsServerAsync(leaf.Options, stop).ConfigureAwait(false);
            return new TlsPipe(tls, pool);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tells the client that nothing more will come (close_notify, RFC 8446 §6.1).</summary>
    public Task EndOutputAsync() =>
        Interlocked.Exchange(ref _ended, 1) == 0 ? _tls.ShutdownAsync() : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync().ConfigureAwait(false);
        await _tls.DisposeAsync().ConfigureAwait(false);
    }
}
