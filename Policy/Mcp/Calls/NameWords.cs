namespace Pipelock.Policy.Mcp.Calls;

/// <summary>The words of an identifier, lower-case: <c>readFile</c>, <c>read_file</c> and <c>HTTPRead2</c>
/// alike.</summary>
/// <remarks>
/// Words end at anything that is no letter, at a capital behind a small letter, and before the last capital of a run
/// that goes on in small letters. Characters outside ASCII are letters. No allocation.
/// </remarks>
internal ref struct NameWords
{
    /// <summary>Words are cut here; no word of a table is longer.</summary>
    public const int MaxWord = 24;

    private readonly ReadOnlySpan<byte> _name;
    private readonly Span<char> _room;
    private int _at;
    private int _length;

    /// <summary>Splits a name.</summary>
    /// <param name="name">The name, UTF-8.</param>
    /// <param name="room">Takes the current word; <see cref="MaxWord"/> characters.</param>
    public NameWords(ReadOnlySpan<byte> name, Span<char> room)
    {
        _name = name;
        _room = room;
    }

    /// <summary>The current word.</summary>
    public readonly ReadOnlySpan<char> Current => _room[.._length];

    /// <summary>The enumerator is the words themselves.</summary>
    public readonly NameWords GetEnumerator() => this;

    /// <summary>Goes to the next word.</summary>
    public bool MoveNext()
    {
        while (_at < _name.Length && !IsLetter(_name[_at]))
            _at++;
        _length = 0;
        for (var first = _at; _at < _name.Length && IsLetter(_name[_at]); _at++)
        {
            if (_at > first && IsCapital(_at) && (!IsCapital(_at - 1) || IsSmall(_at + 1)))
                break;
            if (_length < MaxWord)
                _room[_length++] = (char)(IsCapital(_at) ? _name[_at] | 0x20 : _name[_at]);
        }

        return _length > 0;
    }

    private readonly bool IsCapital(int at) => _name[at] is >= (byte)'A' and <= (byte)'Z';

    private readonly bool IsSmall(int at) => at < _name.Length && _name[at] is >= (byte)'a' and <= (byte)'z';

    private static bool IsLetter(byte b) => char.IsAsciiLetter((char)b) || b >= 0x80;
}
