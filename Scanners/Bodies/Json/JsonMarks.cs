using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>Tells whether any string of JSON may be a piece of a secret, before they are put together.</summary>
/// <remarks>
/// Words, numbers, capitals that begin a word or a hump of one, and timestamps are told by masks of sixty-four bytes;
/// only strings in which something else stands, and long ones, are looked at, until the first of them is a
/// <see cref="RandomPiece"/>. Strings that are too short to tell are pieces where some follow each other. Of each block
/// forty-eight bytes are judged, so that what begins in them can be seen.
/// </remarks>
internal static class JsonMarks
{
    private const int Step = StringMasks.Step;
    private const ulong Judged = StringMasks.Judged;

    /// <summary>True when strings put together may hold a match that counts.</summary>
    /// <param name="body">The document.</param>
    /// <param name="knowsWords">Words and numbers may be pieces as well.</param>
    /// <param name="first">No string that begins before it is a <see cref="RandomPiece"/>.</param>
    internal static bool MayCount(ReadOnlySpan<byte> body, bool knowsWords, out int first)
    {
        first = 0;
        var suffices = JsonCounts.Suffice(body);
        if (knowsWords || !suffices)
            return suffices;
        var marks = new Marks(body);
        for (var at = 0; at < body.Length; at += Step)
        {
            if (marks.FindIn(LastBlock.LoadAt(body, at, (byte)' '), at))
            {
                first = marks.Start;
                return true;
            }
        }

        first = marks.Start;
        return marks.FindAtEnd();
    }

    private ref struct Marks(ReadOnlySpan<byte> body)
    {
        private readonly ReadOnlySpan<byte> _body = body;
        private StringMasks _masks;
        private ulong _letter;   // the lowest bit: the byte before is a letter that counts
        private ulong _times;    // what goes on of a timestamp
        private ulong _opening;  // quotes of the block before
        private ulong _codes;    // what goes on of a few capitals
        private int _shorts;     // values in a row that are too short to tell
        private bool _isOdd;     // the string that goes on has something that is neither word nor number

        /// <summary>Where the last string begins that begins before the block; when a piece was found, where that
        /// begins.</summary>
        public int Start { get; private set; }

        /// <summary>True when a string that ends in a block may be a piece.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool FindIn(Vector512<byte> bytes, int at)
        {
            _masks.Read(bytes);
            var quotes = _masks.Quotes;
            if (quotes == 0)
            {
                // In the midst of a string: only its first word and its last can be a piece, which its end tells.
                _isOdd |= _masks.Strings != 0;
                _letter = _times = _codes = 0;
                return _masks.Astray != 0;
            }

            var opening = quotes & _masks.Strings;
            var odd = Odd(bytes, _masks.Strings);
            var isFound = _masks.Astray != 0 || AreShort(bytes, quotes, opening)
                || ((odd != 0 || _isOdd) && HoldPiece(odd, opening, quotes & ~opening, at));
            if (opening != 0 && !isFound)
                Start = at + BitOperations.Log2(opening) + 1;
            return isFound;
        }

        /// <summary>The same of a string that does not end.</summary>
        public readonly bool FindAtEnd() => _isOdd && RandomPiece.IsOfOdd(_body[Start..]);

        // What neither a word nor a number has.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ulong Odd(Vector512<byte> bytes, ulong strings)
        {
            var digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
            var small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z');
            var letters = LaneMasks.Letters(bytes);
            var times = _times;
            if (BitOperations.PopCount(digits) >= LaneMasks.DateDigits)
                times |= LaneMasks.Timestamps(bytes, digits);
            _times = times >> Step;
            digits &= ~times;
            letters &= ~times;
            var counted = strings & Judged;
            var mixed = PlainText.Mixed(digits, letters, small, _letter) & counted;
            if (mixed != 0)
                mixed &= ~Codes(bytes, letters & ~small);
            else
                _codes = 0;
            var odd = ~LaneMasks.InRange(bytes, (byte)' ', (byte)'~')
                | PlainText.Unspeakable(letters, small, PlainText.VowelsOf(bytes, letters), _letter);
            _letter = letters >> (Step - 1) & 1;
            return mixed | (odd & counted);
        }

        // Strings are looked at where they end, which may be blocks later.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool HoldPiece(ulong odd, ulong opening, ulong closing, int at)
        {
            odd |= _isOdd ? 1UL : 0;
            _isOdd = false;
            while (odd != 0)
            {
                var place = BitOperations.TrailingZeroCount(odd);
                var before = opening & ((1UL << place) - 1);
                var start = before == 0 ? Start : at + BitOperations.Log2(before) + 1;
                var behind = closing & (ulong.MaxValue << place);
                if (behind == 0)
                {
                    _isOdd = true;
                    return false;
                }

                var end = BitOperations.TrailingZeroCount(behind);
                if (RandomPiece.IsOfOdd(_body[start..(at + end)]))
                {
                    Start = start;
                    return true;
                }

                odd &= ulong.MaxValue << end << 1;
            }

            return false;
        }

        // "DE", "USD": a value of so few capitals is no piece that looks like anything.
        private ulong Codes(Vector512<byte> bytes, ulong capitals)
        {
            var quotes = LaneMasks.Of(bytes, '"');
            var starts = capitals & (quotes << 1);
            var two = starts & (capitals >> 1);
            var three = two & (capitals >> 2) & (quotes >> 3);
            two &= quotes >> 2;
            var codes = (starts & (quotes >> 1)) | two | (two << 1) | three | (three << 1) | (three << 2) | _codes;
            _codes = codes >> Step;
            return codes;
        }

        // Four values of at most two characters in a row, or so many not far from each other.
        private bool AreShort(Vector512<byte> bytes, ulong quotes, ulong opening)
        {
            var closing = quotes & ~opening & ~(LaneMasks.Of(bytes, ':') >> 1);
            var ends = closing & ((opening << 1) | (opening << 2) | (opening << 3)
                | (_opening >> (Step - 1)) | (_opening >> (Step - 2)) | (_opening >> (Step - 3)));
            _opening = opening;
            var count = BitOperations.PopCount(ends);
            var isRow = _shorts + count >= NearPieces.ShortInRow;
            _shorts = ends == closing ? _shorts + count : count;
            return isRow;
        }
    }
}
