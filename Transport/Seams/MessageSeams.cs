namespace Pipelock.Transport.Seams;

/// <summary>What came before a message of a stream, in the two ways in which readers put messages together.</summary>
/// <remarks>
/// One reader appends each to the last, as a model's words come; another takes each for a line. A word that is cut by
/// the end of a message is whole for the first only, one that begins a message for the second. Where no two messages
/// meet within a word, both read the same, and one look is enough.
/// </remarks>
internal sealed class MessageSeams : IDisposable
{
    private readonly int _reach;
    private readonly Seam _joined;
    private readonly Seam _lines;
    private byte _last;
    private int _sinceMeeting;

    /// <summary>Seams of one stream.</summary>
    /// <param name="reach">Bytes on either side of a seam.</param>
    public MessageSeams(int reach)
    {
        _sinceMeeting = _reach = reach;
        _joined = new Seam(reach);
        _lines = new Seam(reach);
    }

    /// <summary>No message came before.</summary>
    public bool IsEmpty => _joined.IsEmpty;

    /// <summary>The messages before, and the beginning of <paramref name="next"/>, end to end.</summary>
    public ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> next) => _joined.With(next);

    /// <summary>The same line by line; empty where that reads like <see cref="Joined"/>.</summary>
    public ReadOnlySpan<byte> Lines(ReadOnlySpan<byte> next) =>
        Meet(next) || _sinceMeeting < _reach ? _lines.With(next) : [];

    /// <summary>Remembers a message that was looked at.</summary>
    public void Keep(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty) return;
        if (Meet(message)) _sinceMeeting = 0;
        _sinceMeeting += Math.Min(message.Length, _reach - _sinceMeeting);
        _joined.Keep(message);
        _lines.Keep(message);
        _lines.Keep("\n"u8);
        _last = message[^1];
    }

    /// <summary>Forgets all messages.</summary>
    public void Clear()
    {
        _joined.Clear();
        _lines.Clear();
        _sinceMeeting = _reach;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _joined.Dispose();
        _lines.Dispose();
        _sinceMeeting = _reach;
    }

    private bool Meet(ReadOnlySpan<byte> next) =>
        !IsEmpty && !next.IsEmpty && IsOfWord(_last) && IsOfWord(next[0]);

    private static bool IsOfWord(byte letter) => letter >= 0x80 || char.IsAsciiLetterOrDigit((char)letter)
        || letter is (byte)'_' or (byte)'-';
}
