using System.Buffers;

namespace Pipelock.Transport.Mcp.Stdio;

/// <summary>Writes messages to a stream, each on a line of its own (MCP stdio transport). Thread-safe.</summary>
internal sealed class MessageWriter(Stream output) : IDisposable
{
    /// <summary>A message up to this size leaves with its line break in one write.</summary>
    private const int SmallMessage = 64 * 1024;

    /// <summary>Messages that may wait for their turn without anybody waiting for them.</summary>
    private const int MostPosted = 256;

    private readonly SemaphoreSlim _turn = new(1);
    private int _posted;
    private volatile bool _gone;

    /// <summary>Nobody reads any more.</summary>
    public bool IsGone => _gone;

    /// <summary>Writes one message; false when nobody reads any more.</summary>
    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> message)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_gone) return false;
            await WriteLineAsync(message).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            _gone = true;
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Writes one message when its turn comes, without making the caller wait: a pump of the other direction must not
    /// stand still because this one does. Beyond a bound messages are given up; only a peer that asks and never reads
    /// gets there.
    /// </summary>
    public void Post(ReadOnlyMemory<byte> message)
    {
        if (Interlocked.Increment(ref _posted) > MostPosted)
        {
            Interlocked.Decrement(ref _posted);
            return;
        }

        _ = PostAsync(message);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task PostAsync(ReadOnlyMemory<byte> message)
    {
        await WriteAsync(message).ConfigureAwait(false);
        Interlocked.Decrement(ref _posted);
    }

    private async ValueTask WriteLineAsync(ReadOnlyMemory<byte> message)
    {
        var isOneLine = message.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0;
        if (isOneLine && message.Length >= SmallMessage)
        {
            await output.WriteAsync(message).ConfigureAwait(false);
            await output.WriteAsync(s_lineBreak).ConfigureAwait(false);
            return;
        }

        var line = ArrayPool<byte>.Shared.Rent(message.Length + 1);
        try
        {
            message.Span.CopyTo(line);
            // A line break in a JSON text stands between tokens (RFC 8259 §7): a space means the same.
            if (!isOneLine) line.AsSpan(0, message.Length).ReplaceAny(s_lineBreaks, (byte)' ');
            line[message.Length] = (byte)'\n';
            await output.WriteAsync(line.AsMemory(0, message.Length + 1)).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    private static readonly SearchValues<byte> s_lineBreaks = SearchValues.Create("\r\n"u8);
    private static readonly byte[] s_lineBreak = "\n"u8.ToArray();
}
