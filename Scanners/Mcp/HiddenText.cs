using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Mcp;

/// <summary>Tells text that is there for machines only from the invisible characters of ordinary writing.</summary>
internal static class HiddenText
{
    private const uint TagStart = 0xE0000;
    private const uint TagEnd = 0xE007F;
    private const uint BlackFlag = 0x1F3F4;

    /// <summary>Joiners and selectors in a row; writing systems and emoji need fewer.</summary>
    private const int MaxInRow = 6;

    /// <summary>True when text is hidden in tag characters, or in a row of other invisible ones.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> text)
    {
        var row = 0;
        var inFlag = false; // emoji of a region: a black flag, tags, a cancel tag (UTS #51 §B.1)
        for (var at = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); at >= 0 && at < text.Length;)
        {
            var length = Utf8Reader.Read(text, at, out var codePoint);
            at += Math.Max(length, 1);
            var isTag = codePoint is >= TagStart and <= TagEnd;
            if (isTag && !inFlag)
                return true;
            inFlag = codePoint == BlackFlag || (isTag && codePoint != TagEnd);
            row = !isTag && IsInvisible(codePoint) ? row + 1 : 0;
            if (row > MaxInRow)
                return true;
        }

        return false;
    }

    // Zero-width characters, directional marks, variation selectors: what bits are hidden in.
    private static bool IsInvisible(uint codePoint) =>
        codePoint is (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0xFEFF;
}
