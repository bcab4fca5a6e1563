using System.Buffers;

namespace Pipelock.Protocols.JsonRpc;

/// <summary>Takes messages out of a stream in which each stands on a line of its own (MCP stdio transport).</summary>
/// <remarks>
/// Blank lines are skipped, CR LF ends a line as LF does. Remembers how far it has looked, so that a long line that
/// arrives in small pieces is looked through once. One framer belongs to one stream.
/// </remarks>
/// <param name="maxBytes">The longest line, in bytes, without its end.</param>
public struct NdjsonFramer(int maxBytes)
{
    private readonly int _maxBytes = maxBytes;
    private long _searched;

    /// <summary>Reads the next message.</summary>
    /// <param name="buffer">
    /// What has arrived and was not taken; on return what is left of it. With <see cref="FrameStatus.NeedMore"/> it
    /// begins with the unfinished line and must be given again with more behind it.
    /// </param>
    /// <param name="message">The line without its end and without white space before it.</param>
    public FrameStatus TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        while (true)
        {
            var end = buffer.Slice(_searched).PositionOf((byte)'\n');
            if (end is null)
            {
                message = default;
                _searched = buffer.Length;
                return buffer.Length > _maxBytes ? FrameStatus.TooLong : FrameStatus.NeedMore;
            }

            message = Trim(buffer.Slice(0, end.Value));
            buffer = buffer.Slice(buffer.GetPosition(1, end.Value));
            _searched = 0;
            if (!message.IsEmpty)
                return message.Length > _maxBytes ? FrameStatus.TooLong : FrameStatus.Message;
        }
    }

    /// <summary>Reads what stands behind the last line break once the stream has ended.</summary>
    /// <param name="buffer">What is left.</param>
    /// <param name="message">A last message whose line break is missing.</param>
    public readonly FrameStatus TryReadLast(in ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = Trim(buffer);
        return message.IsEmpty ? FrameStatus.NeedMore
            : message.Length > _maxBytes ? FrameStatus.TooLong
            : FrameStatus.Message;
    }

    private static ReadOnlySequence<byte> Trim(in ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(line);
        reader.AdvancePastAny(" \t\r"u8);
        var rest = reader.UnreadSequence;
        var isCrLf = !rest.IsEmpty && rest.Slice(rest.Length - 1).FirstSpan[0] == '\r';
        return isCrLf ? rest.Slice(0, rest.Length - 1) : rest;
    }
}
