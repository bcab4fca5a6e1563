namespace Pipelock.Scanners;

/// <summary>
/// The ends of the latest texts in the messages of one session, each of which may be the beginning of a secret.
/// </summary>
/// <remarks>Bounded to three kilobytes; not thread-safe.</remarks>
public sealed class MessagePieces
{
    private const int MaxPieces = 16;

    /// <summary>The most bytes of one piece.</summary>
    internal const int MaxLength = 128;

    private byte[] _bytes = [];
    private readonly int[] _lengths = new int[MaxPieces];
    private byte[] _typed = [];
    private int _typedLength;
    private int _next;

    /// <summary>The texts that are one word each, as they came.</summary>
    internal MessageRow Row { get; } = new(isBackwards: false);

    /// <summary>The same, the latest first.</summary>
    internal MessageRow RowBackwards { get; } = new(isBackwards: true);

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>One of them, the latest first.</summary>
    internal ReadOnlySpan<byte> Latest(int index)
    {
        var place = (_next - 1 - index + (2 * MaxPieces)) % MaxPieces;
        return _bytes.AsSpan(place * MaxLength, _lengths[place]);
    }

    /// <summary>Remembers a piece; the oldest makes room.</summary>
    /// <param name="before">What it continues, if anything.</param>
    /// <param name="piece">The piece; with what it continues at most <see cref="MaxLength"/> bytes.</param>
    internal void Add(scoped ReadOnlySpan<byte> before, scoped ReadOnlySpan<byte> piece)
    {
        if (_bytes.Length == 0)
            _bytes = new byte[MaxPieces * MaxLength];
        Span<byte> joined = stackalloc byte[MaxLength]; // what it continues may lie where it is going to
        before.CopyTo(joined);
        piece.CopyTo(joined[before.Length..]);
        _lengths[_next] = before.Length + piece.Length;
        joined[.._lengths[_next]].CopyTo(_bytes.AsSpan(_next * MaxLength));
        _next = (_next + 1) % MaxPieces;
        Count = Math.Min(Count + 1, MaxPieces);
    }

    /// <summary>What was sent character by character, the latest last.</summary>
    internal ReadOnlySpan<byte> Typed => _typed.AsSpan(0, _typedLength);

    /// <summary>Remembers a text that is one character long, as of a key that was pressed.</summary>
    internal void Type(byte character)
    {
        if (_typed.Length == 0)
            _typed = new byte[MaxLength];
        if (_typedLength == MaxLength)
        {
            // The second half may be the beginning of a secret.
            _typed.AsSpan(MaxLength / 2).CopyTo(_typed);
            _typedLength = MaxLength / 2;
        }

        _typed[_typedLength++] = character;
    }

    /// <summary>Forgets them: what was found is not to be found in every message that follows.</summary>
    internal void Clear()
    {
        (Count, _typedLength) = (0, 0);
        Row.Clear();
        RowBackwards.Clear();
    }
}
