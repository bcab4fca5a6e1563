using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies;

/// <summary>Tells whether the strings of JSON can hold the pieces of a secret at all, before any of them is looked
/// at.</summary>
/// <remarks>
/// Digits and capitals make a text random. Those of timestamps do not count, nor capitals that begin a word or a hump
/// of one: what is left in the strings of most bodies is too little for anything that a joined match has to have. And
/// one string at least must not be plain, or some be too short to tell. Sixty-four bytes are loaded at a time and forty
/// judged, so that timestamps lie in one block whole.
/// </remarks>
internal static class JsonMarks
{
    private const int Step = 40;
    private const ulong Judged = (1UL << Step) - 1;
    private const ulong EvenBits = 0x5555555555555555;
    private const byte WideForms = 0xEF;
    private const byte MathForms = 0xF0;
    private const int MinDigits = 3;
    private const int MinCapitals = 2;

    /// <summary>So many blocks without a quote are more than a piece.</summary>
    private const int LongBlocks = 6;

    /// <summary>True when strings put together may hold a match that counts.</summary>
    /// <param name="body">The document.</param>
    /// <param name="knowsWords">Words and numbers may be pieces as well.</param>
    internal static bool MayCount(ReadOnlySpan<byte> body, bool knowsWords = false) =>
        Suffice(body, forRandom: false) && (knowsWords || Suffice(body, forRandom: true));

    [SkipLocalsInit]
    private static bool Suffice(ReadOnlySpan<byte> body, bool forRandom)
    {
        var marks = new Marks(body, forRandom);
        ref byte start = ref MemoryMarshal.GetReference(body);
        int at = 0;
        for (; at + CharacterClasses.BlockLength <= body.Length; at += Step)
        {
            marks.Read(ref Unsafe.Add(ref start, at), at);
            if (marks.Suffice)
            {
                return true;
            }
        }

        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        for (; at < body.Length && !marks.Suffice; at += Step)
        {
            last.Fill((byte)' ');
            body[at..].CopyTo(last);
            marks.Read(ref MemoryMarshal.GetReference(last), at);
        }

        return marks.Suffice;
    }

    private ref struct Marks(ReadOnlySpan<byte> body, bool forRandom)
    {
        private readonly ReadOnlySpan<byte> _body = body;
        private readonly bool _forRandom = forRandom;
        private int _digits;
        private int _capitals;
        private bool _isUnclear;
        private ulong _inString; // all bits, or none
        private ulong _escaped;  // the lowest bit: the first byte is escaped
        private ulong _word;     // the lowest bit: the byte before is a letter or digit
        private ulong _letter;   // the lowest bit: the byte before is a letter that counts
        private ulong _times;    // what goes on of a timestamp
        private ulong _opening;  // quotes of the block before
        private ulong _codes;    // what goes on of a few capitals
        private bool _isRandom;
        private int _shorts;     // values in a row that are too short to tell
        private int _blocks;     // in a row that begin and end in one string
        private int _plainEnd;   // where a UUID ends

        public readonly bool Suffice => _isUnclear || (_forRandom
            ? _isRandom : _digits >= MinDigits || _capitals >= MinCapitals || (_digits > 0 && _capitals > 0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Read(ref byte start, int at)
        {
            Vector512<byte> bytes = Vector512.LoadUnsafe(ref start);
            ulong quotes = LaneMasks.Of(bytes, '"') & Judged;
            ulong backslashes = LaneMasks.Of(bytes, '\\') & Judged;
            if ((backslashes | _escaped) != 0)
            {
                quotes &= ~Escaped(backslashes);
            }

            ulong strings = Between(quotes) ^ _inString;
            _blocks = quotes == 0 && strings != 0 ? _blocks + 1 : 0;
            _inString = 0 - (strings >> (Step - 1) & 1);
            // Outside of strings a backslash is no JSON; what a reader makes of it is its own affair. What begins with
            // these two bytes may be a letter or digit of ASCII in another form.
            ulong other = LaneMasks.InRange(bytes, WideForms, MathForms) & strings;
            _isUnclear |= ((backslashes & ~strings) | other) != 0;

            ulong digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
            ulong capitals = LaneMasks.InRange(bytes, (byte)'A', (byte)'Z');
            ulong small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z');
            ulong words = digits | capitals | small;
            ulong begins = ~((words << 1) | _word);
            _word = words >> (Step - 1) & 1;
            ulong times = _times;
            if (BitOperations.PopCount(digits) >= LaneMasks.DateDigits)
            {
                times |= LaneMasks.Timestamps(bytes, digits);
            }

            _times = times >> Step;
            ulong counted = strings & ~times & Judged;
            _digits += BitOperations.PopCount(digits & counted);
            // A hump goes on with two small letters, a short word with one and no mark behind it.
            ulong plain = (small >> 1) & ((small >> 2) | (begins & ~((digits | capitals) >> 2)));
            _capitals += BitOperations.PopCount(capitals & ~plain & counted);
            if (!_forRandom)
                return;
            ulong letters = (small | capitals) & ~times;
            _isRandom = _blocks >= LongBlocks || (quotes != 0 && AreShort(bytes, quotes, strings));
            if (((digits | capitals) & ~times) != 0)
                _isRandom |= IsRandom(bytes, digits & ~times, letters, small, counted, at);
            else
                _codes = 0;
            _letter = letters >> (Step - 1) & 1;
        }

        private bool IsRandom(
            Vector512<byte> bytes, ulong digits, ulong letters, ulong small, ulong counted, int at)
        {
            ulong unusual = ~LaneMasks.InRange(bytes, (byte)' ', (byte)'~') & counted;
            ulong mixed = PlainText.Mixed(digits, letters, small, _letter) & ~Codes(bytes, letters & ~small) & counted;
            // A word that goes on was judged where it begins.
            ulong whole = letters & (letters + _letter);
            return unusual != 0 || (mixed != 0 && !AreUuids(mixed, at))
                || PlainText.Unspeakable(whole, small, PlainText.VowelsOf(bytes, whole)) != 0;
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
        private bool AreShort(Vector512<byte> bytes, ulong quotes, ulong strings)
        {
            ulong opening = quotes & strings;
            ulong closing = quotes & ~strings & ~(LaneMasks.Of(bytes, ':') >> 1);
            ulong ends = closing & ((opening << 1) | (opening << 2) | (opening << 3)
                | (_opening >> (Step - 1)) | (_opening >> (Step - 2)) | (_opening >> (Step - 3)));
            _opening = opening;
            int count = BitOperations.PopCount(ends);
            bool isRow = _shorts + count >= NearPieces.ShortInRow;
            _shorts = ends == closing ? _shorts + count : count;
            return isRow;
        }

        // Only looked at where something is mixed.
        private bool AreUuids(ulong mixed, int at)
        {
            for (; mixed != 0; mixed &= mixed - 1)
            {
                int place = at + BitOperations.TrailingZeroCount(mixed);
                if (place < _plainEnd)
                    continue;
                int quote = _body[..place].LastIndexOf((byte)'"');
                ReadOnlySpan<byte> text = _body[(quote + 1)..];
                if (KnownIdentifiers.MatchUuid(text) is not (> 0 and var length) || length >= text.Length
                    || text[length] != '"')
                    return false;
                _plainEnd = quote + 1 + length;
            }

            return true;
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
        private static ulong Between(ulong quotes)
        {
            quotes ^= quotes << 1;
            quotes ^= quotes << 2;
            quotes ^= quotes << 4;
            quotes ^= quotes << 8;
            quotes ^= quotes << 16;
            return quotes ^ (quotes << 32);
        }
    }
}
