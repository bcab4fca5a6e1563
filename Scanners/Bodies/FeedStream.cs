namespace Pipelock.Scanners.Bodies;

/// <summary>A stream over one piece of memory that is filled again and again: it ends where the piece ends.</summary>
/// <remarks>
/// The inflating streams take that end for "nothing more for now": they return what they have, keep their state and go
/// on reading at the next call.
/// </remarks>
internal sealed class FeedStream : Stream
{
    private readonly byte[] _piece = new byte[BodyInflater.Slice];
    private int _start;
    private int _end;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Fills the stream; everything before must have been read.</summary>
    internal void Feed(ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(_piece);
        _start = 0;
        _end = piece.Length;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _end - _start);
        _piece.AsSpan(_start, length).CopyTo(buffer);
        _start += length;
        return length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
