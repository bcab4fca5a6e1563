using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Goes from piece to piece of a text by bit masks, and has those put together that equal separators may hold
/// together as a secret.</summary>
/// <remarks>
/// Logs and tables have as many digits and capitals as a cut secret, but short fields and different separators between
/// them. Nothing would come of what is passed over here.
/// </remarks>
internal ref struct PieceRuns
{
    private const int Block = CharacterClasses.BlockLength;
    private const int MinLength = WordChain.MinLength;
    private const int MinToken = MinLength + MinMarks; // three pieces with what stands within tokens between them
    private const int MinMarks = 2;
    private const int MaxSeparator = 3;
    private const int DateYear = 4;
    private const int MostPieces = 32; // are looked at, to see that they are words
    private const int MinOdd = 6;      // of what is random more is neither word nor number, however it is cut
    private const int MinWord = 3;
    private const uint None = 0;
    private const uint Loose = 1U << 31;

    // What may stand between pieces; zero for all else.
    private static readonly byte[] Keys =
        [.. Enumerable.Range(0, 256).Select(static character =>
            SplitLanes.IsSeparator((byte)character) ? (byte)character : (byte)0)];

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _destination;
    private int _written;
    private int _cutStart;   // the pieces of a run that may be cut up themselves
    private int _cutEnd;
    private int _foundStart; // what was found last, as it may go on
    private int _foundEnd;

    private PieceRuns(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        _text = text;
        _destination = destination;
    }

    /// <summary>Writes the chains of a text.</summary>
    /// <returns>How many bytes were written.</returns>
    internal static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var runs = new PieceRuns(text, destination);
        runs.Walk();
        runs.Flush();
        return runs._written;
    }

    // All that is asked at every piece stands here, and is kept in registers.
    [SkipLocalsInit]
    private void Walk()
    {
        ReadOnlySpan<byte> text = _text;
        Span<byte> last = stackalloc byte[Block];
        int lead = 0;     // the piece before the one before
        int start = 0;    // the one before
        int end = 0;
        int skipped = -1; // where a time ends
        uint key = None;  // the run: what stands between its pieces
        uint loose = 0;
        int longest = 0;
        int runStart = 0;
        int runEnd = 0;
        int count = 0;
        int length = 0;
        ulong carry = 0;  // the lowest bit: the block before ends within a piece
        for (int at = 0; at <= text.Length; at += Block)
        {
            scoped ReadOnlySpan<byte> block = text[at..];
            if (block.Length < Block)
            {
                last.Clear();
                block.CopyTo(last);
                block = last;
            }

            bool isInside = carry != 0;
            ulong edges = Edges(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(block)), ref carry);
            for (; edges != 0; edges &= edges - 1)
            {
                int edge = at + BitOperations.TrailingZeroCount(edges);
                isInside = !isInside;
                if (edge <= skipped)
                {
                    end = 0;
                }
                else if (!isInside)
                {
                    end = edge;
                    int piece = end - start;
                    if (key != None && piece <= longest)
                    {
                        count++;
                        length += piece;
                        runEnd = end;
                    }
                    else if (key != None)
                    {
                        Close(key, loose, count, length, runStart, runEnd);
                        key = None;
                        length = 0;
                    }

                    if (piece >= MinToken && MayBeCut(text[start..end]))
                    {
                        _cutStart = _cutEnd == 0 ? lead : _cutStart;
                        _cutEnd = end;
                    }
                }
                else
                {
                    uint next = edge - end == 1 && end > 0 ? Keys[text[end]] : Key(text, end, ref edge);
                    if ((next & ~Loose) != key || next == None)
                    {
                        Close(key, loose, count, length, runStart, runEnd);
                        key = next & ~Loose;
                        loose = 0;
                        longest = SeparatedPieces.Longest((byte)key);
                        bool goesOn = key != None && end - start <= longest;
                        count = goesOn ? 1 : 0;
                        length = goesOn ? end - start : 0;
                        runStart = goesOn ? lead : edge;
                        int time = TimeLength(text, edge);
                        if (time > 0)
                        {
                            skipped = edge + time;
                            key = None;
                            length = 0;
                            end = 0;
                        }
                    }

                    if ((next & Loose) != 0)
                    {
                        loose = Loose;
                        length += MinLength;
                    }

                    lead = end == 0 || next == None ? edge : start;
                    start = edge;
                }
            }
        }

        Close(key, loose, count, length, runStart, runEnd);
    }

    // Where pieces begin and end: letters and digits, and dashes and underscores behind them. The sum carries each
    // first dash to the end of its row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Edges(Vector512<byte> bytes, ref ulong carry)
    {
        ulong words = LaneMasks.Letters(bytes) | LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
        ulong dashes = LaneMasks.Of(bytes, '-') | LaneMasks.Of(bytes, '_');
        ulong pieces = words | (dashes & ~(dashes + (dashes & ((words << 1) | carry))));
        ulong edges = pieces ^ ((pieces << 1) | carry);
        carry = pieces >> (Block - 1);
        return edges;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TimeLength(ReadOnlySpan<byte> text, int at) =>
        at + DateYear < text.Length && text[at + DateYear] is (byte)'-' or (byte)'/'
            && char.IsAsciiDigit((char)text[at]) ? KnownIdentifiers.MatchTime(text[at..]) : 0;

    // Ends a run; its last piece may begin another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Close(uint key, uint loose, int count, int length, int start, int end)
    {
        if (length >= MinLength || _cutEnd > 0)
        {
            CloseLong(key, loose, count, length, start, end);
        }
    }

    private void CloseLong(uint key, uint loose, int count, int length, int start, int end)
    {
        int least = SeparatedPieces.Least((byte)key);
        if (length >= MinLength && count >= least && MayBeChain(_text[start..end], least, loose != 0))
        {
            Found(start, end);
        }

        if (_cutEnd > 0)
        {
            Found(_cutStart, _cutEnd);
            _cutEnd = 0;
        }
    }

    private void Found(int start, int end)
    {
        // KEY-----, cut up: pieces of dashes alone may follow.
        int most = Math.Min(_text.Length, end + SeparatedPieces.MaxLength);
        while (end < most && SplitLanes.IsSeparator(_text[end]))
        {
            end++;
        }

        if (start >= _foundEnd)
        {
            Flush();
            _foundStart = start;
        }

        _foundStart = Math.Min(_foundStart, start);
        _foundEnd = Math.Max(_foundEnd, end);
    }

    private void Flush()
    {
        if (_foundEnd > _foundStart)
        {
            _written += SplitChains.FromRegion(_text[_foundStart.._foundEnd], _destination[_written..]);
            _foundStart = _foundEnd;
        }
    }

    private static bool MayBeChain(ReadOnlySpan<byte> run, int least, bool isLoose) =>
        GluedMatch.MayCount(run) && !SplitChains.IsNumber(run) && HasCargo(run, None, least, isLoose);

    // A piece between blanks that is cut by dashes, or by one of its own characters over and over.
    private static bool MayBeCut(ReadOnlySpan<byte> piece) =>
        piece.Count((byte)'-') + piece.Count((byte)'_') >= MinMarks
        && GluedMatch.MayCount(piece) && !SplitChains.IsNumber(piece)
        && (HasCargo(piece, (byte)'-', MinMarks + 1, isLoose: false)
            || HasCargo(piece, (byte)'_', MinMarks + 1, isLoose: false)
            || SplitChains.MayBeThinned(piece));

    // A chain goes to the end of the run, begins anywhere in it, and has enough that is neither word nor number.
    private static bool HasCargo(ReadOnlySpan<byte> run, uint separator, int least, bool isLoose)
    {
        int pieces = 0;
        int words = 0;
        int length = 0;
        int odd = 0;
        int end = run.Length;     // of a piece
        int partEnd = run.Length; // of letters and digits in it
        for (int at = run.Length - 1; at >= -1; at--)
        {
            if (at >= 0 && char.IsAsciiLetterOrDigit((char)run[at]))
            {
                continue;
            }

            odd += IsPlain(run[(at + 1)..partEnd]) ? 0 : partEnd - at - 1;
            partEnd = Math.Max(at, 0);
            bool isWithin = at >= 0 && (separator == None ? IsDash(run[at]) : run[at] != separator);
            if (isWithin)
            {
                continue;
            }

            ReadOnlySpan<byte> piece = run[(at + 1)..end];
            end = partEnd;
            pieces += piece.IsEmpty ? 0 : 1;
            words += SeparatedPieces.IsWord(piece) ? 1 : 0;
            length += piece.Length;
            bool isEnough = isLoose || pieces >= MostPieces
                || (length >= MinLength && SeparatedPieces.AreEnough(pieces, words, least));
            if (isEnough && odd >= MinOdd)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when enough of some pieces is neither word nor number.</summary>
    internal static bool HasOdd(ReadOnlySpan<byte> pieces)
    {
        int odd = 0;
        int end = pieces.Length;
        for (int at = pieces.Length - 1; at >= -1 && odd < MinOdd; at--)
        {
            if (at < 0 || !char.IsAsciiLetterOrDigit((char)pieces[at]))
            {
                odd += IsPlain(pieces[(at + 1)..end]) ? 0 : end - at - 1;
                end = Math.Max(at, 0);
            }
        }

        return odd >= MinOdd;
    }

    // A number, or a word of three letters and more.
    private static bool IsPlain(ReadOnlySpan<byte> part)
    {
        bool isNumber = !part.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return isNumber || (part.Length >= MinWord && char.IsAsciiLetter((char)part[0])
            && !part[1..].ContainsAnyExceptInRange((byte)'a', (byte)'z'));
    }

    private static bool IsDash(byte character) => character is (byte)'-' or (byte)'_';

    // What stands behind a piece, and where the next one begins: -----BEGIN has its dashes before it.
    private static uint Key(ReadOnlySpan<byte> text, int end, ref int start)
    {
        ReadOnlySpan<byte> gap = text[end..start];
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
            uint second = Keys[gap[1]];
            return second == None || Keys[gap[0]] == None ? None : Keys[gap[0]] | (second << 8);
        }

        bool isLong = gap.Length > MaxSeparator && !IsDash(gap[1]) && !IsDash(gap[2]) && !IsDash(gap[3]);
        return isLong ? None : Key(gap);
    }

    // Equal separators have equal keys. Dashes at the end belong to the piece that follows; those in the middle may be
    // a piece of their own, or part of the separator.
    private static uint Key(ReadOnlySpan<byte> gap)
    {
        uint key = Keys[gap[0]];
        if (gap.Length == 1 || key == None)
        {
            return key;
        }

        gap = gap.TrimEnd("-_"u8);
        int length = gap.IndexOfAny((byte)'-', (byte)'_');
        ReadOnlySpan<byte> separator = length < 0 ? gap : gap[..length];
        bool isLoose = length > 0 && gap.EndsWith(separator);
        separator = isLoose || length < 0 ? separator : gap;
        if (separator.Length > MaxSeparator)
        {
            return None;
        }

        for (int i = 1; i < separator.Length; i++)
        {
            key |= (uint)Keys[separator[i]] << (8 * i);
        }

        foreach (byte character in gap)
        {
            if (Keys[character] == None)
            {
                return None;
            }
        }

        return isLoose ? key | Loose : key;
    }
}
