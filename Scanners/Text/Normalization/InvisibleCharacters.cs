using System.Buffers;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Drops what a reader cannot see: control characters, format characters, fillers, variation selectors,
/// tags.</summary>
/// <remarks>Tab, carriage return and line feed stay: they separate words, and <see cref="LineJoiner"/> reads across
/// them.</remarks>
internal readonly struct InvisibleCharacters : ICharacterPass
{
    private static readonly SearchValues<byte> s_candidates = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Where(b => (b < 0x20 && b is not (9 or 10 or 13)) || b >= 0x7F)
            .Select(b => (byte)b)]);

    /// <inheritdoc/>
    public static int IndexOfCandidate(ReadOnlySpan<byte> text) => text.IndexOfAny(s_candidates);

    /// <inheritdoc/>
    public static bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        return codePoint < 0xA0 ? IsControl(codePoint) : IsInvisible(codePoint);
    }

    /// <summary>C0 without tab, CR and LF, DEL, and C1.</summary>
    internal static bool IsControl(uint codePoint) =>
        codePoint is < 0x20 and not (9 or 10 or 13) or (>= 0x7F and < 0xA0);

    private static bool IsInvisible(uint codePoint) => codePoint switch
    {
        0xAD or 0x34F or 0x61C or 0x2800 or 0x3164 or 0xFEFF or 0xFFA0 => true,
        >= 0x115F and <= 0x1160 or >= 0x17B4 and <= 0x17B5 or >= 0x180B and <= 0x180F => true,
        >= 0x200B and <= 0x200F or >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x206F => true,
        >= 0xFE00 and <= 0xFE0F or >= 0xFFF0 and <= 0xFFFB => true,
        >= 0x1D173 and <= 0x1D17A or >= 0xE0000 and <= 0xE0FFF => true,
        _ => false,
    };
}
