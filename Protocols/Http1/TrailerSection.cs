namespace Pipelock.Protocols.Http1;

/// <summary>
/// Keeps the trailer fields of one chunked body at a time. Owned by a connection, reused by each decoder made with it;
/// its buffer exists only once a trailer came. Not thread-safe.
/// </summary>
public sealed class TrailerSection
{
    private LineScanner _lines;
    private byte[] _buffer = [];
    private int _length;

    /// <summary>The trailer fields, empty until the body is complete; valid until the next body starts.</summary>
    public HeaderFields Fields { get; } = new();

    /// <summary>Forgets the trailers of the body before.</summary>
    internal void Reset()
    {
        Fields.Clear();
        _lines = default;
        _length = 0;
    }

    /// <summary>Takes bytes up to the empty line that ends the section (RFC 9112 §7.1.2).</summary>
    internal ParseStatus Read(ReadOnlySpan<byte> input, ChunkLimits limits, out int consumed, out RefusalReason refusal)
    {
        var bounds = new LineBounds(
            limits.MaxTrailerBytes, RefusalReason.TrailersTooBig, limits.MaxTrailerBytes, RefusalReason.TrailersTooBig);
        var held = _length;
        Keep(input, limits.MaxTrailerBytes);
        var data = _buffer.AsSpan(0, _length);
        while (true)
        {
            var status = _lines.Next(data, bounds, out var end, out refusal);
            consumed = status == ParseStatus.Refused ? 0 : Math.Min(end + 2 - held, input.Length);
            if (status == ParseStatus.NeedMore)
            {
                consumed = input.Length;
            }

            if (status != ParseStatus.Complete)
            {
                return status;
            }

            var start = _lines.LineStart;
            if (end == start)
            {
                Fields.Publish(_buffer);
                return ParseStatus.Complete;
            }

            refusal = Add(data[start..end], start, limits.MaxTrailers);
            if (refusal != RefusalReason.None)
            {
                consumed = 0;
                return ParseStatus.Refused;
            }

            _lines.Advance(end);
        }
    }

    private RefusalReason Add(ReadOnlySpan<byte> line, int start, int maxTrailers)
    {
        if (Fields.Pending == maxTrailers)
        {
            return RefusalReason.TooManyTrailers;
        }

        var refusal = FieldLine.Parse(line, start, out var slice);
        if (refusal != RefusalReason.None)
        {
            return refusal;
        }

        if (HopByHop.ForbiddenInTrailers.Contains(slice.Known))
        {
            return RefusalReason.ForbiddenTrailer;
        }

        Fields.Add(slice);
        return RefusalReason.None;
    }

    private void Keep(ReadOnlySpan<byte> bytes, int maxBytes)
    {
        // One byte beyond the bound is enough for the scanner to refuse.
        var taken = Math.Min(bytes.Length, maxBytes + 1 - _length);
        if (_length + taken > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(maxBytes + 1, Math.Max(_length + taken, 2 * _buffer.Length)));
        }

        bytes[..taken].CopyTo(_buffer.AsSpan(_length));
        _length += taken;
    }
}
