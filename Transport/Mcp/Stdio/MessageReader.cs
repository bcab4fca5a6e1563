using System.Buffers;
using System.IO.Pipelines;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp.Stdio;

/// <summary>Reads messages from a pipe, each on a line of its own, and hands them on one after the other.</summary>
/// <remarks>The next message is read when the one before it was dealt with: that is the back-pressure.</remarks>
internal sealed class MessageReader(PipeReader input, int maxBytes)
{
    private NdjsonFramer _framer = new(maxBytes);

    /// <summary>Reads until the stream ends.</summary>
    /// <param name="take">Deals with one message; false ends the reading. The memory is good until it returns.</param>
    /// <returns>False when a line was longer than allowed: nothing behind it can be trusted.</returns>
    public async Task<bool> RunAsync(Func<ReadOnlyMemory<byte>, ValueTask<bool>> take)
    {
        while (true)
        {
            var read = await input.ReadAsync().ConfigureAwait(false);
            var buffer = read.Buffer;
            while (true)
            {
                var status = _framer.TryRead(ref buffer, out var line);
                if (status == FrameStatus.NeedMore && read.IsCompleted)
                {
                    status = _framer.TryReadLast(buffer, out line);
                    if (status == FrameStatus.Message) await TakeAsync(line, take).ConfigureAwait(false);
                    return status != FrameStatus.TooLong;
                }

                if (status == FrameStatus.NeedMore) break;
                if (status == FrameStatus.TooLong) return false;
                if (!await TakeAsync(line, take).ConfigureAwait(false)) return true;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCanceled) return true;
        }
    }

    private static async ValueTask<bool> TakeAsync(
        ReadOnlySequence<byte> line, Func<ReadOnlyMemory<byte>, ValueTask<bool>> take)
    {
        if (line.IsSingleSegment) return await take(line.First).ConfigureAwait(false);
        var length = (int)line.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(whole);
            return await take(whole.AsMemory(0, length)).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
