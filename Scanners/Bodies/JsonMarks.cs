using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies;

/// <summary>Tells whether any string of JSON may be a piece of a secret, before they are put together.</summary>
/// <remarks>
/// Words, numbers, capitals that begin a word or a hump of one, and timestamps are told by masks of sixty-four bytes;
/// only strings in which something else stands are looked at, until the first of them is a
/// <see cref="RandomPiece"/>. Strings that are too short to tell are pieces where some follow each other. Of each block
/// forty-eight bytes are judged, so that what begins in them can be seen.
/// </remarks>
internal static class JsonMarks
{
    private const int Step = LaneMasks.Step;
    private const ulong Judged = (1UL << Step) - 1;
    private const ulong EvenBits = 0x5555555555555555;

    /// <summary>True when strings put together may hold a match that counts.</summary>
    /// <param name="body">The document.</param>
    /// <param name="knowsWords">Words and numbers may be pieces as well.</param>
    internal static bool MayCount(ReadOnlySpan<byte> body, bool knowsWords = false) =>
        knowsWords ? GluedMatch.MayCount(body) : HoldsPiece(body);

    [SkipLocalsInit]
    private static bool HoldsPiece(ReadOnlySpan<byte> body)
    {
        var marks = new Marks(body);
        ref byte start = ref MemoryMarshal.GetReference(body);
        int at = 0;
        for (; at + CharacterClasses.BlockLength <= body.Length; at += Step)
        {
            if (marks.FindIn(ref Unsafe.Add(ref start, at), at))
            {
                return true;
            }
        }

        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        for (; at < body.Length; at += Step)
        {
            last.Fill((byte)' ');
            body[at..].CopyTo(last);
            if (marks.FindIn(ref MemoryMarshal.GetReference(last), at))
            {
                return true;
            }
        }

        return marks.FindAtEnd();
    }

    private ref struct Marks(ReadOnlySpan<byte> body)
    {
        private readonly ReadOnlySpan<byte> _body = body;
        private ulong _inString; // all bits, or none
        private ulong _escaped;  // the lowest bit: the first byte is escaped
        private ulong _letter;   // the lowest bit: the byte before is a letter that counts
        private ulong _times;    // what goes on of a timestamp
        private ulong _opening;  // quotes of the block before
        private ulong _codes;    // what goes on of a few capitals
        private int _shorts;     // values in a row that are too short to tell
        private int _start;      // of the last string that begins before the block
        private bool _isOdd;     // the string that goes on has something that is neither word nor number

        /// <summary>True when a string that ends in a block may be a piece.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool FindIn(ref byte start, int at)
        {
            Vector512<byte> bytes = Vector512.LoadUnsafe(ref start);
            ulong quotes = LaneMasks.Of(bytes, '"') & Judged;
            ulong backslashes = LaneMasks.Of(bytes, '\\') & Judged;
            if ((backslashes | _escaped) != 0)
                quotes &= ~Escaped(backslashes);
            ulong strings = Between(quotes) ^ _inString;
            _inString = 0 - (strings >> (Step - 1) & 1);
            ulong opening = quotes & strings;
            ulong odd = Odd(bytes, strings);
            // Outside of strings a backslash is no JSON; what a reader makes of it is its own affair.
            bool isFound = (backslashes & ~strings) != 0 || (quotes != 0 && AreShort(bytes, quotes, opening))
                || ((odd != 0 || _isOdd) && HoldPiece(odd, opening, quotes & ~opening, at));
            if (opening != 0)
                _start = at + BitOperations.Log2(opening) + 1;
            return isFound;
        }

        /// <summary>The same of a string that does not end.</summary>
        public readonly bool FindAtEnd() => _isOdd && RandomPiece.IsOfOdd(_body[_start..]);

        // What neither a word nor a number has.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ulong Odd(Vector512<byte> bytes, ulong strings)
        {
            ulong digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
            ulong small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z');
            ulong letters = LaneMasks.Letters(bytes);
            ulong times = _times;
            if (BitOperations.PopCount(digits) >= LaneMasks.DateDigits)
                times |= LaneMasks.Timestamps(bytes, digits);
            _times = times >> Step;
            digits &= ~times;
            letters &= ~times;
            ulong counted = strings & Judged;
            ulong mixed = PlainText.Mixed(digits, letters, small, _letter) & counted;
            if (mixed != 0)
                mixed &= ~Codes(bytes, letters & ~small);
            else
                _codes = 0;
            ulong odd = ~LaneMasks.InRange(bytes, (byte)' ', (byte)'~')
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
                int place = BitOperations.TrailingZeroCount(odd);
                ulong before = opening & ((1UL << place) - 1);
                int start = before == 0 ? _start : at + BitOperations.Log2(before) + 1;
                ulong behind = closing & (ulong.MaxValue << place);
                if (behind == 0)
                {
                    _isOdd = true;
                    return false;
                }

                int end = BitOperations.TrailingZeroCount(behind);
                if (RandomPiece.IsOfOdd(_body[start..(at + end)]))
                    return true;
                odd &= ulong.MaxValue << end << 1;
            }

            return false;
        }

        // "DE", "USD": a value of so few capitals is no piece that looks like anything.
        private ulong Codes(Vector512<byte> bytes, ulong capitals)
        {
            ulong quotes = LaneMasks.Of(bytes, '"');
            ulong starts = capitals & (quotes << 1);
            ulong two = starts & (capitals >> 1);
            ulong three = two & (capitals >> 2) & (quotes >> 3);
            two &= quotes >> 2;
            ulong codes = (starts & (quotes >> 1)) | two | (two << 1) | three | (three << 1) | (three << 2) | _codes;
            _codes = codes >> Step;
            return codes;
        }

        // Four values of at most two characters in a row, or so many not far from each other.
        private bool AreShort(Vector512<byte> bytes, ulong quotes, ulong opening)
        {
            ulong closing = quotes & ~opening & ~(LaneMasks.Of(bytes, ':') >> 1);
            ulong ends = closing & ((opening << 1) | (opening << 2) | (opening << 3)
                | (_opening >> (Step - 1)) | (_opening >> (Step - 2)) | (_opening >> (Step - 3)));
            _opening = opening;
            int count = BitOperations.PopCount(ends);
            bool isRow = _shorts + count >= NearPieces.ShortInRow;
            _shorts = ends == closing ? _shorts + count : count;
            return isRow;
        }

        // The bytes behind an odd number of backslashes. A sum carries each row of them to its end: the parity of the
        // place it ends at, against that of its start, is the parity of its length.
        private ulong Escaped(ulong backslashes)
        {
            ulong row = backslashes & ~_escaped;
            ulong follows = (row << 1) | _escaped;
            ulong oddStarts = row & ~EvenBits & ~follows;
            ulong evenEnds = oddStarts + row;
            ulong escaped = (EvenBits ^ (evenEnds << 1)) & follows;
            _escaped = escaped >> Step & 1;
            return escaped;
        }

        // Set from each opening quote to before its closing one.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Between(ulong quotes)
        {
            if (Pclmulqdq.IsSupported)
            {
                return Pclmulqdq.CarrylessMultiply(
                    Vector128.CreateScalar(quotes), Vector128<ulong>.AllBitsSet, 0).ToScalar();
            }

            quotes ^= quotes << 1;
            quotes ^= quotes << 2;
            quotes ^= quotes << 4;
            quotes ^= quotes << 8;
            quotes ^= quotes << 16;
            return quotes ^ (quotes << 32);
        }
    }
}
