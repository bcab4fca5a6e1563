using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>A run that was wrapped at one width, with something short where the lines broke:
/// <c>eyJhbGciOiJI UzI1NiIsInR5</c>, <c>&gt; eyJhbGciOiJI ↵ &gt; UzI1NiIsInR5</c>.</summary>
/// <remarks>
/// Runs of one length and at least <see cref="TextTraitsReader.RunLength"/> characters with the same bytes between them,
/// and what is left over behind them. Prose has no two such words.
/// </remarks>
internal readonly struct WrappedRuns : ITextExtractor
{
    private const int MaxWidth = 128;
    private const int MaxBetween = 4;

    /// <summary>Behind this nothing goes on (RFC 4648 §3.2).</summary>
    private const byte Padding = (byte)'=';

    private static readonly RunAlphabet s_alphabet =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-."u8);

    private static readonly SearchValues<byte> s_run = s_alphabet.Characters;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    /// <remarks>What stands before and behind a row of runs may be read twice.</remarks>
    public static int MaxLength(int length) => (2 * length) + 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var done = 0;
        // Each end of a run lies behind sixteen characters of it in one of these blocks.
        for (var at = 0; at < text.Length; at += CharacterClasses.RunStep)
        {
            var members = s_alphabet.MaskAt(text, at);
            for (var ends = Ends(members); ends != 0; ends &= ends - 1)
            {
                var end = at + BitOperations.TrailingZeroCount(ends);
                var before = Math.Max(0, end - MaxWidth - 1);
                var start = before + text[before..end].LastIndexOfAnyExcept(s_run) + 1;
                var width = end - start;
                if (width > MaxWidth || !MayGoOn(text, end, width))
                    continue;
                var between = Between(text, end);
                if (start >= done && between > 0 && text[end - 1] != Padding && IsRun(text, end + between, width))
                    done = Join(text, start, width, text.Slice(end, between), destination, ref written);
            }
        }

        return written;
    }

    // Where runs end behind which, as far as the block shows it, another one begins soon.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends(ulong members)
    {
        var ends = (CharacterClasses.RunsOfSixteen(members) << TextTraitsReader.RunLength) & ~members;
        if (ends == 0)
            return 0;
        var others = ~members;
        others |= others >> 1;
        others |= others >> 2;
        others |= others >> 4;
        others |= others >> 8;
        var runs = ~others; // sixteen characters from there on, or all that the block has
        return ends & ((runs >> 1) | (runs >> 2) | (runs >> 3) | (runs >> MaxBetween) | ~(ulong.MaxValue >> MaxBetween));
    }

    // False when a block shows that no run of the same length follows.
    private static bool MayGoOn(ReadOnlySpan<byte> text, int at, int width)
    {
        if (at + CharacterClasses.BlockLength > text.Length)
            return true;
        var members = s_alphabet.Mask(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
        var between = BitOperations.TrailingZeroCount(members);
        if (between > MaxBetween)
            return false;
        var next = BitOperations.TrailingZeroCount(~(members >> between));
        return next == width || (next < width && between + next == CharacterClasses.BlockLength);
    }

    // How many bytes part a run from the next; 0 when they are too many.
    private static int Between(ReadOnlySpan<byte> text, int at)
    {
        var length = text[at..Math.Min(text.Length, at + MaxBetween + 1)].IndexOfAny(s_run);
        return Math.Max(length, 0);
    }

    private static bool IsRun(ReadOnlySpan<byte> text, int at, int width) =>
        at + width <= text.Length && !text.Slice(at, width).ContainsAnyExcept(s_run)
        && (at + width == text.Length || !s_run.Contains(text[at + width]));

    private static int Join(
        ReadOnlySpan<byte> text, int start, int width, ReadOnlySpan<byte> between, Span<byte> destination,
        ref int written)
    {
        var chain = written;
        // The first piece may stand behind something else: key=eyJhbGci
        if (start >= between.Length && text[..start].EndsWith(between))
        {
            var before = text[Math.Max(0, start - between.Length - width)..(start - between.Length)];
            Add(before[(before.LastIndexOfAnyExcept(s_run) + 1)..], destination, ref written);
        }

        var at = start;
        var end = start;
        while (IsRun(text, at, width))
        {
            Add(text.Slice(at, width), destination, ref written);
            end = at + width;
            at = end;
            if (text[end - 1] == Padding || !text[end..].StartsWith(between))
                break;
            at = end + between.Length;
        }

        if (at > end)
        {
            var rest = text[at..Math.Min(text.Length, at + width)];
            var length = rest.IndexOfAnyExcept(s_run);
            Add(length < 0 ? rest : rest[..length], destination, ref written);
        }

        if (HexDigits.AreAll(destination[chain..written]) || !GluedMatch.MayCount(destination[chain..written]))
            written = chain;
        else
            destination[written++] = (byte)' ';
        return end;
    }

    private static void Add(ReadOnlySpan<byte> piece, Span<byte> destination, ref int written)
    {
        piece.CopyTo(destination[written..]);
        written += piece.Length;
    }
}
