using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Uuencode (POSIX.1-2024, uuencode): lines of a length and six bits per character behind <c>begin 644 name</c>, or
/// without that line where text comes out.
/// </summary>
internal readonly struct UuDecoder : ITextExtractor
{
    /// <summary>A line is no longer than this.</summary>
    internal const int MaxLine = 62;

    private const int MinAlone = 12;
    private const int ShortLine = MinAlone * 4 / 3;
    private const ulong AfterLength = ((1UL << ShortLine) - 1) << 1; // what the shortest line that stands alone has
    private const int MaxFilling = 6; // the length, up to three digits, a checksum, a carriage return
    private const int ModeLength = 3;
    private const int Near = 8 * CharacterClasses.BlockLength; // so many bytes behind a lane lines are looked at
    private const int BeginLength = 6 + ModeLength; // "begin 644"

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Uu;

    /// <inheritdoc/>
    public static int MaxLength(int length) => length + 1;

    /// <summary>False when the text has neither a first line nor eight bytes in a row as lines have them.</summary>
    /// <remarks>
    /// A line has no small letters, and is long enough for eight bytes of it to lie in one lane. Blanks, which old
    /// encoders write for zero, indent ordinary lines: a line of nothing but pieces between them is given up.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool IsCandidate(ReadOnlySpan<byte> text) =>
        NextLane(text, 0) < text.Length || text.IndexOf("begin "u8) >= 0;

    // Where, from a place on, a block begins that has such a lane; the end of the text when there is none.
    private static int NextLane(ReadOnlySpan<byte> text, int at)
    {
        for (; at < text.Length; at += CharacterClasses.BlockLength)
        {
            if (HasLane(LastBlock.LoadAt(text, at, (byte)' ')))
            {
                return at;
            }
        }

        return text.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasLane(Vector512<byte> block)
    {
        // What is left of a byte of a line is nothing, and so of a lane of them.
        var others = Vector512.SubtractSaturate(
            block - Vector512.Create((byte)'!'), Vector512.Create((byte)('`' - '!')));
        return Vector512.EqualsAny(others.AsUInt64(), Vector512<ulong>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var isBody = false;
        var begin = NextBegin(text, 0);
        var lane = -Near;
        for (var start = 0; start < text.Length;)
        {
            if (!isBody && start >= lane + Near)
            {
                lane = NextLane(text, start);
                start = SkipLines(text, begin, start, lane);
            }

            if (!isBody && SkipPlain(text, begin, ref start))
            {
                continue;
            }

            var end = text[start..].IndexOf((byte)'\n');
            end = end < 0 ? text.Length : start + end;
            // A line that stands alone has to be text, as one in capitals may have the length it spells by chance.
            var line = text[start..end];
            if ((isBody || MayStandAlone(line)) && TryLine(line, isBody, destination[written..], out var bytes)
                && (isBody || DecodedBytes.Judge(destination.Slice(written, bytes)) != DecodedKind.Noise))
            {
                written += bytes;
                isBody = true;
                start = end + 1;
                continue;
            }

            if (isBody && written > 0)
            {
                destination[written++] = (byte)' ';
            }

            isBody = begin >= start && begin < end;
            begin = begin >= 0 && begin < end ? NextBegin(text, end) : begin;
            start = end + 1;
        }

        return written;
    }

    // Where the next line begins that has such a lane near it, or is a first one: the others do not stand alone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int SkipLines(ReadOnlySpan<byte> text, int begin, int start, int lane)
    {
        var next = begin < 0 ? lane : Math.Clamp(begin, start, lane); // the one before may have lain in a body
        return next == text.Length ? next : start + text[start..next].LastIndexOf((byte)'\n') + 1;
    }

    // True when lines were skipped that end within a block, and are too short for one that stands alone, or one that
    // has another length than it says or small letters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SkipPlain(ReadOnlySpan<byte> text, int begin, ref int start)
    {
        if (start + CharacterClasses.BlockLength > text.Length)
        {
            return false;
        }

        var bytes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)start);
        var breaks = LaneMasks.Of(bytes, '\n');
        if (breaks == 0)
        {
            return false;
        }

        var last = BitOperations.Log2(breaks);
        var rows = CharacterClasses.RunsOfSixteen(~breaks); // as many as a short line has
        var areShort = (rows & (rows >> 1) & (ulong.MaxValue >> (CharacterClasses.BlockLength - 1 - last))) == 0;
        var length = areShort ? last : BitOperations.TrailingZeroCount(breaks);
        var isPlain = (begin < 0 || begin > start + length)
            && (areShort || length <= ShortLine || !MayStandAlone(text.Slice(start, length))
                || (LaneMasks.InRange(bytes, (byte)'a', byte.MaxValue) & AfterLength) != 0);
        start += isPlain ? length + 1 : 0;
        return isPlain;
    }

    // Nearly all lines have another length than their first character says.
    private static bool MayStandAlone(ReadOnlySpan<byte> line)
    {
        var bytes = line.IsEmpty ? 0 : (line[0] - ' ') & 63;
        var needed = ((bytes * 8) + 5) / 6;
        return bytes >= MinAlone && line.Length > needed && line.Length <= needed + MaxFilling;
    }

    // "begin 644" somewhere in a line.
    private static int NextBegin(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at..].IndexOf("begin "u8) is >= 0 and var next)
        {
            var mode = at + next + BeginLength - ModeLength;
            if (text.Length >= mode + ModeLength
                && !text.Slice(mode, ModeLength).ContainsAnyExceptInRange((byte)'0', (byte)'7'))
            {
                return at + next;
            }

            at = mode;
        }

        return -1;
    }

    // Where more lines are expected, the last one may stand before the end of a string.
    private static bool TryLine(ReadOnlySpan<byte> text, bool mayGoOn, Span<byte> destination, out int bytes)
    {
        text = text.TrimEnd((byte)'\r');
        bytes = text.IsEmpty ? 0 : (text[0] - ' ') & 63;
        var characters = (bytes + 2) / 3 * 4;
        var needed = ((bytes * 8) + 5) / 6;
        // Blanks at its end are zeros, and mail loses them.
        var fits = text.Length > needed && (mayGoOn || text.Length <= characters + 1);
        if (bytes == 0 || !fits || characters >= MaxLine - 1)
        {
            return false;
        }

        var line = text[1..Math.Min(text.Length, characters + 1)];
        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'`'))
        {
            return false;
        }

        var bits = 0;
        var held = 0;
        var written = 0;
        foreach (var character in line)
        {
            bits = (bits << 6) | ((character - ' ') & 63);
            held += 6;
            if (held >= 8 && written < bytes)
            {
                held -= 8;
                destination[written++] = (byte)(bits >> held);
            }
        }

        return true;
    }
}
