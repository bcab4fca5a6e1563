namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Reads single characters of UTF-8 (Unicode 14 table 3-7).</summary>
internal static class Utf8Reader
{
    /// <summary>What is read for a byte that begins no valid character; no table maps it.</summary>
    internal const uint Invalid = uint.MaxValue;

    /// <summary>Reads the character at an offset.</summary>
    /// <returns>Its length in bytes; 1 for a byte that begins no valid character.</returns>
    internal static int Read(ReadOnlySpan<byte> text, int at, out uint codePoint)
    {
        uint first = text[at];
        if (first < 0x80)
        {
            codePoint = first;
            return 1;
        }

        codePoint = Invalid;
        var length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first is < 0xC2 or > 0xF4 || text.Length - at < length)
        {
            return 1;
        }

        var value = first & (0xFFu >> (length + 1));
        for (var i = 1; i < length; i++)
        {
            uint next = text[at + i];
            if ((next & 0xC0) != 0x80)
            {
                return 1;
            }

            value = (value << 6) | (next & 0x3F);
        }

        var isCharacter = length switch
        {
            2 => true,
            3 => value is >= 0x800 and not (>= 0xD800 and < 0xE000),
            _ => value is >= 0x10000 and <= 0x10FFFF,
        };
        if (!isCharacter)
        {
            return 1;
        }

        codePoint = value;
        return length;
    }
}
