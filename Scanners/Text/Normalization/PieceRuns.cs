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
    private const int Remembered = 32;
    private const uint None = 0;
    private const uint Loose = 1U << 31;

    // What may stand between pieces; zero for all else.
    private static readonly byte[] Keys =
        [.. Enumerable.Range(0, 256).Select(static character =>
            SplitLanes.IsSeparator((byte)character) ? (byte)character : (byte)0)];

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _destination;
    private readonly Span<sbyte> _pieces; // how long the last ones are; those of words are negative
    private int _written;
    private ulong _small; // the small letters of a block
    private int _block;
    private int _lead;    // the piece before the one before
    private int _start;   // the one before
    private int _end;
    private uint _key;    // what stands between the pieces of a run
    private int _runStart;
    private int _runEnd;
    private bool _isLoose; // its separators may be seen in two ways
    private int _count;
    private int _length;
    private int _skipped;    // where a time ends
    private int _cutStart;   // the pieces of a run that may be cut up themselves
    private int _cutEnd;
    private int _foundStart; // what was found last, as it may go on
    private int _foundEnd;

    private PieceRuns(ReadOnlySpan<byte> text, Span<byte> destination, Span<sbyte> room)
    {
        _text = text;
        _destination = destination;
        _pieces = room;
    }

    /// <summary>Writes the chains of a text.</summary>
    /// <returns>How many bytes were written.</returns>
    [SkipLocalsInit]
    internal static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var runs = new PieceRuns(text, destination, stackalloc sbyte[Remembered]);
        runs.Walk();
        return runs._written;
    }

    [SkipLocalsInit]
    private void Walk()
    {
        Span<byte> last = stackalloc byte[Block];
        ulong carry = 0; // the lowest bit: the block before ends within a piece
        for (; _block < _text.Length; _block += Block)
        {
            scoped ReadOnlySpan<byte> block = _text[_block..];
            if (block.Length < Block)
            {
                last.Clear();
                block.CopyTo(last);
                block = last;
            }

            Vector512<byte> bytes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(block));
            _small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z');
            ulong pieces = Pieces(bytes, carry);
            ulong edges = pieces ^ ((pieces << 1) | carry);
            bool isInside = carry != 0;
            for (; edges != 0; edges &= edges - 1)
            {
                int at = _block + BitOperations.TrailingZeroCount(edges);
                if (at <= _skipped)
                {
                    // The end of a time, or within it.
                    _end = 0;
                }
                else if (isInside)
                {
                    EndAt(at);
                }
                else
                {
                    BeginAt(at);
                }

                isInside = !isInside;
            }

            carry = pieces >> (Block - 1);
        }

        if (carry != 0)
        {
            EndAt(_text.Length);
        }

        Close();
        Flush();
    }

    // Letters and digits, and dashes and underscores behind them: the sum carries each first dash to the end of its row.
    private static ulong Pieces(Vector512<byte> bytes, ulong carry)
    {
        ulong words = LaneMasks.Letters(bytes) | LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
        ulong dashes = LaneMasks.Of(bytes, '-') | LaneMasks.Of(bytes, '_');
        return words | (dashes & ~(dashes + (dashes & ((words << 1) | carry))));
    }

    private void BeginAt(int start)
    {
        uint key = _end == 0 ? None : Key(_text[_end..start]);
        bool isLoose = (key & Loose) != 0;
        key &= ~Loose;
        // -----BEGIN: dashes before a piece are part of it.
        while (start > _end && IsDash(_text[start - 1]))
        {
            start--;
        }

        if (key != _key || key == None)
        {
            Close();
            if (start + DateYear < _text.Length && _text[start + DateYear] is (byte)'-' or (byte)'/'
                && char.IsAsciiDigit((char)_text[start])
                && KnownIdentifiers.MatchTime(_text[start..]) is > 0 and var time)
            {
                _skipped = start + time;
                return;
            }

            bool goesOn = key != None && _end - _start <= SeparatedPieces.Longest((byte)key);
            _key = key;
            _runStart = goesOn ? _lead : start;
            if (goesOn)
            {
                Add();
            }
        }

        _isLoose |= isLoose;
        _lead = key == None ? start : _start;
        _start = start;
    }

    private void EndAt(int end)
    {
        _end = end;
        int length = end - _start;
        if (_key != None && length <= SeparatedPieces.Longest((byte)_key))
        {
            Add();
        }
        else if (_key != None)
        {
            Close();
        }

        if (length >= MinToken && MayBeCut(_text[_start..end]))
        {
            _cutStart = _cutEnd == 0 ? _lead : _cutStart;
            _cutEnd = end;
        }
    }

    private void Add()
    {
        int length = _end - _start;
        _pieces[_count++ % Remembered] = (sbyte)(IsWord() ? -length : length);
        _length += length;
        _runEnd = _end;
    }

    // Ends the run; its last piece may begin another.
    private void Close()
    {
        if ((_length >= MinLength || _isLoose) && MayBeChain())
        {
            Found(_runStart, _runEnd);
        }

        if (_cutEnd > 0)
        {
            Found(_cutStart, _cutEnd);
            _cutEnd = 0;
        }

        _key = None;
        _isLoose = false;
        _count = 0;
        _length = 0;
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

    // A chain goes to the end of the run, and begins anywhere in it.
    private readonly bool MayBeChain()
    {
        int least = SeparatedPieces.Least((byte)_key);
        if (_count < least)
        {
            return false;
        }

        int pieces = 0;
        int words = 0;
        int length = 0;
        bool isFound = _isLoose || _count > Remembered;
        while (!isFound && pieces < _count)
        {
            int piece = _pieces[_count - ++pieces];
            words += piece < 0 ? 1 : 0;
            length += Math.Abs(piece);
            isFound = length >= MinLength && SeparatedPieces.AreEnough(pieces, words, least);
        }

        ReadOnlySpan<byte> run = _text[_runStart.._runEnd];
        return isFound && GluedMatch.MayCount(run) && !SplitChains.IsNumber(run);
    }

    private static bool MayBeCut(ReadOnlySpan<byte> piece) =>
        piece.Count((byte)'-') + piece.Count((byte)'_') >= MinMarks
        && GluedMatch.MayCount(piece) && !SplitChains.IsNumber(piece);

    // The same as SeparatedPieces says, by the mask where it reaches.
    private readonly bool IsWord()
    {
        if (_text[_start] < 'a')
        {
            return false;
        }

        return _start < _block ? SeparatedPieces.IsWord(_text[_start.._end])
            : _end - _start > 1 && _start + BitOperations.TrailingZeroCount(~(_small >> (_start - _block))) >= _end;
    }

    private static bool IsDash(byte character) => character is (byte)'-' or (byte)'_';

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
