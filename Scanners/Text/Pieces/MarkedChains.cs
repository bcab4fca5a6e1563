using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>
/// Words with markup or a comment in the middle, which a page does not show and a program does not read:
/// <c>AKIA&lt;!-- --&gt;IOSF…</c>, <c>AKIA&lt;b&gt;IOSF…</c>, <c>AKIA/**/IOSF…</c>.
/// </summary>
internal readonly struct MarkedChains : ITextExtractor
{
    private const int MaxMark = 64;
    private const int MaxPiece = 256;
    private const int MinLength = WordChain.MinLength;
    private const int Step = CharacterClasses.BlockLength - 2;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    /// <remarks>A mark is longer than the one blank behind a chain.</remarks>
    public static int MaxLength(int length) => length + 1;

    /// <summary>False when no mark begins directly behind a letter or digit.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool IsCandidate(ReadOnlySpan<byte> text) => NextMark(text, 0, out _) >= 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var at = 0;
        while (NextMark(text, at, out var length) is var mark && mark >= 0)
        {
            var start = mark;
            var floor = Math.Max(at, mark - MaxPiece);
            while (start > floor && AsciiSets.PaddedBase64.Contains(text[start - 1]))
                start--;
            var chain = written;
            written += Copy(text[start..mark], destination[written..]);
            at = mark + length;
            while (true)
            {
                var piece = PieceLength(text[at..]);
                written += Copy(text.Slice(at, piece), destination[written..]);
                at += piece;
                var next = MarkLength(text[at..]);
                if (piece == 0 || next == 0)
                    break;
                at += next;
            }

            if (written - chain >= MinLength && GluedMatch.MayCount(destination[chain..written]))
                destination[written++] = (byte)' ';
            else
                written = chain;
        }

        return written;
    }

    private static int Copy(ReadOnlySpan<byte> piece, Span<byte> destination)
    {
        piece.CopyTo(destination);
        return piece.Length;
    }

    private static int NextMark(ReadOnlySpan<byte> text, int from, out int length)
    {
        length = 0;
        // A letter or digit stands before it, so blocks overlap.
        for (var at = Math.Max(0, from - 1); at < text.Length - 1; at += Step)
        {
            var rest = text[at..];
            var places = rest.Length >= CharacterClasses.BlockLength
                ? Places(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(rest))) : Places(LastBlock.Load(rest, 0));
            for (; places != 0; places &= places - 1)
            {
                var start = at + BitOperations.TrailingZeroCount(places);
                length = start < from ? 0 : MarkLength(text[start..]);
                if (length > 0 && start + length < text.Length && AsciiSets.PaddedBase64.Contains(text[start + length]))
                    return start;
            }
        }

        return -1;
    }

    // Where markup or a comment may begin behind a letter or digit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Places(Vector512<byte> bytes)
    {
        var angles = LaneMasks.Of(bytes, '<');
        var stars = LaneMasks.Of(bytes, '*');
        if ((angles | stars) == 0)
            return 0;
        var opening = angles | (LaneMasks.Of(bytes, '/') & (stars >> 1));
        return opening & ((LaneMasks.Letters(bytes) | LaneMasks.InRange(bytes, (byte)'0', (byte)'9')) << 1);
    }

    private static int PieceLength(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, MaxPiece)];
        for (var i = 0; i < text.Length; i++)
        {
            if (!AsciiSets.PaddedBase64.Contains(text[i]) || MarkLength(text[i..]) > 0)
                return i;
        }

        return text.Length;
    }

    // Closed, and no longer than markup in the middle of a word is; 0 when there is none.
    private static int MarkLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3)
            return 0;
        var near = text[..Math.Min(text.Length, MaxMark)];
        if (text.StartsWith("/*"u8))
            return near[2..].IndexOf("*/"u8) is >= 0 and var end ? end + 4 : 0;
        if (text.StartsWith("<!--"u8))
            return near[4..].IndexOf("-->"u8) is >= 0 and var stop ? stop + 7 : 0;
        var isTag = text[0] == '<' && (text[1] == '/' || char.IsAsciiLetter((char)text[1]));
        return isTag && near.IndexOf((byte)'>') is > 0 and var close ? close + 1 : 0;
    }
}
