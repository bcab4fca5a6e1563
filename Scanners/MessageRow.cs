namespace Pipelock.Scanners;

/// <summary>The latest texts of a session that are one word each, end to end: a secret in more than two
/// pieces.</summary>
/// <param name="isBackwards">Each text stands before the one that came before it: the last piece was sent
/// first.</param>
internal sealed class MessageRow(bool isBackwards)
{
    private const int MaxLength = 2 * MessagePieces.MaxLength;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>The row.</summary>
    internal ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    /// <summary>True when a text has room, without what was added long ago being dropped.</summary>
    internal bool Takes(int length) => _length + length <= MaxLength;

    /// <summary>Adds a text of at most <see cref="MessagePieces.MaxLength"/> bytes; what was added long ago makes
    /// room.</summary>
    internal void Add(scoped ReadOnlySpan<byte> text)
    {
        if (_bytes.Length == 0)
            _bytes = new byte[MaxLength];
        if (!Takes(text.Length))
        {
            var kept = Math.Min(_length, MessagePieces.MaxLength);
            if (!isBackwards)
                _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
            _length = kept;
        }

        if (isBackwards)
            _bytes.AsSpan(0, _length).CopyTo(_bytes.AsSpan(text.Length));
        text.CopyTo(_bytes.AsSpan(isBackwards ? 0 : _length));
        _length += text.Length;
    }

    /// <summary>Begins anew.</summary>
    internal void Clear() => _length = 0;
}
