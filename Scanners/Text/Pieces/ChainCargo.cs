using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>What pieces have, counted from the last of them on: a chain goes to their end, and begins anywhere in
/// them.</summary>
/// <param name="least">How many pieces make a chain.</param>
internal struct ChainCargo(int least)
{
    /// <summary>Of what is random so much is neither word nor number, however it is cut.</summary>
    internal const int MinOdd = 6;

    private const int Block = CharacterClasses.BlockLength;
    private const int MinLength = WordChain.MinLength;
    private const int MinDigits = 3;
    private const int MinCapitals = 2;
    private const int MinLetters = 3;
    private const int Ahead = 3; // behind the hour of a time stand its minutes
    private const int MostPieces = 32; // more need not be looked at as words

    /// <summary>Pieces that are no longer together are counted in one block, each of them whole.</summary>
    internal const int MostAtOnce = Block - Ahead;

    // Letters that are no digits of hexadecimal.
    private static readonly SearchValues<byte> s_others =
        SearchValues.Create("GHIJKLMNOPQRSTUVWXYZghijklmnopqrstuvwxyz"u8);

    private int _pieces;
    private int _words;
    private int _length;
    private int _odd;
    private int _digits;
    private int _capitals;
    private int _letters;
    private int _others; // letters that are no digits of hexadecimal

    /// <summary>False when no chain of these pieces can be a secret.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the first piece begins.</param>
    /// <param name="end">Where the last one ends.</param>
    /// <param name="mark">The dash or underscore that separates them; zero when others do.</param>
    /// <param name="isLoose">How many they are cannot be said.</param>
    [SkipLocalsInit]
    internal bool MayBeIn(ReadOnlySpan<byte> text, int start, int end, byte mark, bool isLoose)
    {
        // Rows of digests are told by one look at all of them; pieces between marks may be longer than a block.
        if (mark == 0 && end - start > Block && !text[start..end].ContainsAny(s_others))
        {
            return false;
        }

        Span<byte> first = stackalloc byte[Block];
        while (end > start)
        {
            var ahead = Math.Min(Ahead, text.Length - end);
            scoped ReadOnlySpan<byte> block = text[..(end + ahead)];
            if (block.Length < Block)
            {
                first.Clear();
                block.CopyTo(first[(Block - block.Length)..]);
                block = first;
            }

            var bytes =
                Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(block), (nuint)(block.Length - Block));
            var length = Math.Min(Block - ahead, end - start);
            var seen = Count(bytes, ahead, length, end - start > length, mark, isLoose);
            if (seen <= 0)
            {
                return true; // or a piece is longer than a block
            }

            end -= seen;
        }

        return false;
    }

    private readonly bool IsRich =>
        _odd >= MinOdd && (_digits >= MinDigits || (_capitals > 0 && (_digits > 0 || _capitals >= MinCapitals)))
        && _letters >= MinLetters && _others > 0;

    // Counts the pieces that end in a block, of which the last bytes before those ahead matter, but for one that may
    // begin before it. Tells how many bytes that is; less than zero when it is enough.
    private int Count(Vector512<byte> bytes, int ahead, int length, bool goesOn, byte mark, bool isLoose)
    {
        var all = ulong.MaxValue << (Block - length);
        var digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
        var times = BitOperations.PopCount(digits) >= LaneMasks.DateDigits ? LaneMasks.Timestamps(bytes, digits) : 0;
        times <<= ahead;
        digits = (digits << ahead) & all;
        var capitals = (LaneMasks.InRange(bytes, (byte)'A', (byte)'Z') << ahead) & all;
        var small = (LaneMasks.InRange(bytes, (byte)'a', (byte)'z') << ahead) & all;
        var hex = LaneMasks.InRangeOfEitherCase(bytes, (byte)'a', (byte)'f') << ahead;
        var words = digits | capitals | small;
        var dashes = ((LaneMasks.Of(bytes, '-') | LaneMasks.Of(bytes, '_')) << ahead) & all;
        var pieces = (words | dashes) & ~(mark == 0 ? 0 : LaneMasks.Of(bytes, (char)mark) << ahead);
        // Points in time are neither random nor a part of what is.
        digits &= ~times;
        capitals &= ~times;
        var letters = capitals | small;
        var odd = Fill(Odd(digits, capitals, letters, words), words);
        var seen = 0;
        while (true)
        {
            var rest = seen < Block ? pieces << seen : 0;
            var gap = BitOperations.LeadingZeroCount(rest);
            var piece = rest == 0 ? 0 : BitOperations.LeadingZeroCount(~(rest << gap));
            if (piece == 0 || (goesOn && seen + gap + piece >= length))
            {
                return goesOn ? seen : length;
            }

            seen += gap + piece;
            var own = (ulong.MaxValue << (Block - piece)) >> (seen - piece);
            _pieces++;
            _words += piece > 1 && (own & ~small) == 0 ? 1 : 0;
            _length += piece;
            _odd += BitOperations.PopCount(odd & own);
            _digits += BitOperations.PopCount(digits & own);
            _capitals += BitOperations.PopCount(capitals & own);
            _letters += BitOperations.PopCount(letters & own);
            _others += BitOperations.PopCount(letters & ~hex & own);
            var isEnough = isLoose || _pieces >= MostPieces
                || (_length >= MinLength && SeparatedPieces.AreEnough(_pieces, _words, least));
            if (isEnough && IsRich)
            {
                return -1;
            }
        }
    }

    // What neither a number nor a word of three letters and more has.
    private static ulong Odd(ulong digits, ulong capitals, ulong letters, ulong words)
    {
        var isShort = letters & ~(words << 1) & ~((words >> 1) & (words >> 2));
        return isShort | (capitals & (words << 1)) | (digits & ((letters << 1) | (letters >> 1)));
    }

    // The whole rows of letters and digits in which a bit is set.
    private static ulong Fill(ulong bits, ulong words)
    {
        ulong filled = 0;
        while (bits != 0)
        {
            var at = BitOperations.TrailingZeroCount(bits);
            var before = BitOperations.LeadingZeroCount(~(words << (Block - 1 - at)));
            var behind = BitOperations.TrailingZeroCount(~(words >> at));
            var row = (ulong.MaxValue >> (Block - (before + behind - 1))) << (at - before + 1);
            filled |= row;
            bits &= ~row;
        }

        return filled;
    }
}
