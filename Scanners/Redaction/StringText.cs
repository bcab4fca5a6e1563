using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipelock.Scanners.Redaction;

/// <summary>The text of one JSON string, and where in the raw string each of its characters stands.</summary>
/// <remarks>Not thread-safe; its memory serves the next string.</remarks>
internal sealed class StringText
{
    private static readonly SearchValues<byte> s_plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Where(value => value != '\\').Select(value => (byte)value)]);

    private char[] _characters = new char[256];
    private int[] _offsets = [];
    private int _length;
    private bool _isPlain;

    /// <summary>The text, escapes undone.</summary>
    internal ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Where in the raw string a character begins; the raw length for the end of the text.</summary>
    internal int OffsetOf(int index) => _isPlain ? index : _offsets[index];

    /// <summary>Reads what stands between the quotes; false when it is no JSON string (RFC 8259 §7).</summary>
    internal bool TryRead(ReadOnlySpan<byte> raw)
    {
        if (_characters.Length < raw.Length)
            _characters = new char[Math.Max(raw.Length, _characters.Length * 2)];
        _isPlain = !raw.ContainsAnyExcept(s_plain);
        if (_isPlain)
        {
            Encoding.ASCII.GetChars(raw, _characters);
            _length = raw.Length;
            return true;
        }

        if (_offsets.Length <= raw.Length)
            _offsets = new int[Math.Max(raw.Length + 1, _offsets.Length * 2)];
        _length = 0;
        var at = 0;
        while (at < raw.Length)
        {
            var taken = raw[at] == '\\' ? TakeEscape(raw, at) : TakeRune(raw, at);
            if (taken == 0)
                return false;
            at += taken;
        }

        _offsets[_length] = raw.Length;
        return true;
    }

    private int TakeEscape(ReadOnlySpan<byte> raw, int at)
    {
        if (at + 1 >= raw.Length)
            return 0;
        if (raw[at + 1] == 'u')
        {
            if (at + 6 > raw.Length || !ushort.TryParse(
                    raw.Slice(at
                        + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                return 0;
            Add((char)code, at);
            return 6;
        }

        var which = "\"\\/bfnrt"u8.IndexOf(raw[at + 1]);
        if (which < 0)
            return 0;
        Add("\"\\/\b\f\n\r\t"[which], at);
        return 2;
    }

    private int TakeRune(ReadOnlySpan<byte> raw, int at)
    {
        if (raw[at] < 0x20 || Rune.DecodeFromUtf8(raw[at..], out var rune, out var taken) != OperationStatus.Done)
            return 0;
        Span<char> pair = stackalloc char[2];
        var count = rune.EncodeToUtf16(pair);
        for (var i = 0; i < count; i++)
            Add(pair[i], at);
        return taken;
    }

    private void Add(char character, int at)
    {
        _offsets[_length] = at;
        _characters[_length++] = character;
    }
}
