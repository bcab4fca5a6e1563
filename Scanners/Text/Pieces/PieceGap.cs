using System.Runtime.CompilerServices;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>What stands between two pieces, as a number: equal separators have equal ones.</summary>
internal static class PieceGap
{
    /// <summary>Nothing that may stand in a chain.</summary>
    internal const uint None = 0;

    /// <summary>Set when the dashes in it may be a piece of their own, or part of the separator.</summary>
    internal const uint Loose = 1U << 31;

    private const int MaxSeparator = 3;

    // What may stand between pieces; zero for all else.
    private static readonly byte[] s_keys =
        [.. Enumerable.Range(0, 256).Select(static character =>
            SplitLanes.IsSeparator((byte)character) ? (byte)character : (byte)0)];

    private static bool IsDash(byte character) => character is (byte)'-' or (byte)'_';

    /// <summary>The key of what stands behind a piece.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">Where the piece ends; zero when there is none.</param>
    /// <param name="start">Where the letters and digits of the next one begin; dashes before them are part of it, as
    /// in <c>-----BEGIN</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Key(ReadOnlySpan<byte> text, int end, ref int start) =>
        start - end == 1 && end > 0 ? s_keys[text[end]] : LongKey(text, end, ref start);

    private static uint LongKey(ReadOnlySpan<byte> text, int end, ref int start)
    {
        var gap = text[end..start];
        while (start > end && IsDash(text[start - 1]))
        {
            start--;
        }

        if (end == 0)
        {
            return None;
        }

        if (gap.Length == 2 && !IsDash(gap[1]))
        {
            uint second = s_keys[gap[1]];
            return second == None || s_keys[gap[0]] == None ? None : s_keys[gap[0]] | (second << 8);
        }

        var isLong = gap.Length > MaxSeparator && !IsDash(gap[1]) && !IsDash(gap[2]) && !IsDash(gap[3]);
        return isLong ? None : Key(gap);
    }

    // Equal separators have equal keys. Dashes at the end belong to the piece that follows; those in the middle may be
    // a piece of their own, or part of the separator.
    private static uint Key(ReadOnlySpan<byte> gap)
    {
        uint key = s_keys[gap[0]];
        if (gap.Length == 1 || key == None)
        {
            return key;
        }

        gap = gap.TrimEnd("-_"u8);
        var length = gap.IndexOfAny((byte)'-', (byte)'_');
        var separator = length < 0 ? gap : gap[..length];
        var isLoose = length > 0 && gap.EndsWith(separator);
        separator = isLoose || length < 0 ? separator : gap;
        if (separator.Length > MaxSeparator)
        {
            return None;
        }

        for (var i = 1; i < separator.Length; i++)
        {
            key |= (uint)s_keys[separator[i]] << (8 * i);
        }

        foreach (var character in gap)
        {
            if (s_keys[character] == None)
            {
                return None;
            }
        }

        return isLoose ? key | Loose : key;
    }
}
