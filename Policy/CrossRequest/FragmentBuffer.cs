namespace Pipelock.Policy.CrossRequest;

/// <summary>The latest pieces of content of a session, oldest first, in a buffer of fixed size. Not
/// thread-safe.</summary>
internal sealed class FragmentBuffer
{
    private readonly Queue<(int Length, long At)> _pieces = new();
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Everything kept, one piece directly after the other.</summary>
    public ReadOnlySpan<byte> Content => _bytes.AsSpan(0, _length);

    /// <summary>How many bytes are kept; may be asked while another thread appends.</summary>
    public int Length => Volatile.Read(ref _length);

    /// <summary>How many pieces are kept.</summary>
    public int Count => _pieces.Count;

    /// <summary>Appends a piece; the oldest ones make room, and of one that is too large its end is kept.</summary>
    public void Append(ReadOnlySpan<byte> piece, int limit, long now, long windowMilliseconds)
    {
        if (piece.Length > limit) piece = piece[^limit..];
        while (_pieces.TryPeek(out var oldest)
            && (now - oldest.At > windowMilliseconds || _length + piece.Length > limit)) DropOldest();
        if (_bytes.Length < _length + piece.Length)
            Array.Resize(ref _bytes, Math.Min(limit, Math.Max(256, (_length + piece.Length) * 2)));
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
        _pieces.Enqueue((piece.Length, now));
        if (_pieces.Count > MostPieces) DropOldest();
    }

    private const int MostPieces = 256;

    private void DropOldest()
    {
        var (length, _) = _pieces.Dequeue();
        _bytes.AsSpan(length, _length - length).CopyTo(_bytes);
        _length -= length;
    }
}
