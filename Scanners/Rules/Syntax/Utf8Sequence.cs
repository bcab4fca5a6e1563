namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Splits ranges of code points of 128 and more into ranges of UTF-8 bytes.</summary>
internal static class Utf8Sequence
{
    /// <summary>Byte ranges, one list per sequence: <c>U+00C0–U+00FF</c> is <c>C3, 80–BF</c>.</summary>
    public static IEnumerable<(byte First, byte Last)[]> Of(int first, int last)
    {
        foreach (var (low, high, length) in ByLength(first, last))
        {
            foreach (var sequence in Split(low, high, length))
                yield return sequence;
        }
    }

    private static IEnumerable<(int Low, int High, int Length)> ByLength(int first, int last)
    {
        (int Low, int High, int Length)[] planes = [(0x80, 0x7FF, 2), (0x800, 0xFFFF, 3), (0x10000, 0x10FFFF, 4)];
        foreach (var (low, high, length) in planes)
        {
            if (first <= high && last >= low)
                yield return (Math.Max(first, low), Math.Min(last, high), length);
        }
    }

    /// <summary>
    /// Cuts where the leading bytes of both ends differ although the trailing ones are not full ranges.
    /// </summary>
    private static IEnumerable<(byte First, byte Last)[]> Split(int low, int high, int length)
    {
        for (var trailing = 1; trailing < length; trailing++)
        {
            var mask = (1 << (6 * trailing)) - 1;
            if ((low & ~mask) == (high & ~mask))
                continue;
            if ((low & mask) != 0)
                return [.. Split(low, low | mask, length), .. Split((low | mask) + 1, high, length)];
            if ((high & mask) != mask)
                return [.. Split(low, (high & ~mask) - 1, length), .. Split(high & ~mask, high, length)];
        }

        var sequence = new (byte, byte)[length];
        for (var i = 0; i < length; i++)
            sequence[i] = (Byte(low, i, length), Byte(high, i, length));
        return [sequence];
    }

    private static byte Byte(int rune, int index, int length)
    {
        var bits = rune >> (6 * (length - 1 - index));
        if (index > 0)
            return (byte)(0x80 | (bits & 0x3F));
        return (byte)(bits | (length switch { 2 => 0xC0, 3 => 0xE0, _ => 0xF0 }));
    }
}
