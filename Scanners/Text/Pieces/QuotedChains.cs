using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Secrets that a program puts together: <c>"AKIA" + "IOSF…"</c>, <c>'AKIA' . 'IOSF…'</c>,
/// <c>["AKIA", "IOSF…"]</c>, <c>AKIA""IOSF…</c>; elements of a list in YAML.</summary>
/// <remarks>A closing quote, blanks and at most one operator, an opening quote: what is outside of them is
/// joined.</remarks>
internal readonly struct QuotedChains : ITextExtractor
{
    private const int MaxLiteral = 256;
    private const int MaxBlanks = 24; // a line break and the next line's indentation
    private const int MinLength = WordChain.MinLength;
    private const int Block = CharacterClasses.BlockLength;
    private const int Before = 2;
    private const int Step = Block - 5; // what shows that it is a junction lies in one block

    private static readonly SearchValues<byte> s_wordEnds = SearchValues.Create(" \t\r\n=;(,[{"u8);
    private static readonly SearchValues<byte> s_wordStarts = SearchValues.Create(" \t\r\n=;(,[{\"'`"u8);
    private static readonly RunAlphabet s_quotes = new("\"'`"u8);
    private static readonly RunAlphabet s_between = new(" \t\r\n+.&|,~-\\\"'`"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    /// <remarks>What a chain writes it has read, and a junction has two quotes for the one space behind it.</remarks>
    public static int MaxLength(int length) => length + 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var at = 0;
        var floor = 0;
        var candidates = new Candidates(text);
        while ((at = candidates.Next(at)) < text.Length)
        {
            var junction = JunctionEnd(text, at);
            if (junction > 0)
            {
                written += Follow(text, floor, at, junction, destination[written..], out at);
                floor = at;
            }

            at++;
        }

        return written;
    }

    // A quote, and behind it three bytes of which the first can stand in a junction, and the others too or after it.
    private ref struct Candidates(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _from;   // the block that was read last
        private int _behind; // what of the text was not read yet
        private ulong _quotes;
        private ulong _commas;
        private ulong _found;

        /// <summary>The first from a place on, which is never less than the time before; the end of the text when there
        /// is none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Next(int at)
        {
            var isRead = at < _behind;
            _found = isRead ? _found & (ulong.MaxValue << (at - _from)) : 0;
            _behind = isRead ? _behind : at;
            while (true)
            {
                for (; _found != 0; _found &= _found - 1)
                {
                    var quote = BitOperations.TrailingZeroCount(_found);
                    var name = (_commas >> quote & 1) == 0
                        ? NameAhead.No : Ahead(LastBlock.LoadAt(_text, _from, 0), _quotes, quote);
                    if (name == NameAhead.No || (name == NameAhead.Beyond && quote <= Before))
                    {
                        return _from + quote;
                    }

                    if (name == NameAhead.Beyond)
                    {
                        _behind = _from + quote; // in a block that begins there it may be seen
                        break;
                    }
                }

                if (!Read())
                {
                    return _text.Length;
                }
            }
        }

        // Goes to the next block with one.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool Read()
        {
            for (var at = _behind; at < _text.Length;)
            {
                var from = Math.Max(0, at - Before);
                var bytes = LastBlock.LoadAt(_text, from, 0);
                var quotes = s_quotes.Mask(bytes);
                if (quotes == 0)
                {
                    at = from + Step;
                    continue;
                }

                var between = s_between.Mask(bytes) >> 1;
                var behind = (quotes >> 1) | (
                    between & ((quotes >> 2) | ((between >> 1) & ((quotes >> 3) | (between >> 2)))));
                // ["kitchen","steel"], the plainest of lists.
                var small = LaneMasks.InRange(bytes, (byte)'a', (byte)'z');
                var commas = LaneMasks.Of(bytes, ',') >> 1;
                var list = (small << 1) & (small << 2) & commas & (small >> 3) & (small >> 4);
                var found = quotes & behind & ~list & ((1UL << Step) - 1) & (ulong.MaxValue << (at - from));
                at = from + Step;
                if (found != 0)
                {
                    (_from, _behind, _quotes, _commas, _found) = (from, at, quotes, commas, found);
                    return true;
                }
            }

            _behind = _text.Length;
            return false;
        }
    }

    // "a":"b","c":"d": what stands behind the value is the name of another field. Its end may lie beyond the block.
    private static NameAhead Ahead(Vector512<byte> bytes, ulong quotes, int quote)
    {
        var blanks = LaneMasks.InRange(bytes, (byte)'\t', (byte)' ');
        var words = LaneMasks.Letters(bytes) | LaneMasks.InRange(bytes, (byte)'0', (byte)'9')
            | LaneMasks.Of(bytes, '_');
        var opening = quote + 2 + BitOperations.TrailingZeroCount(~blanks >> (quote + 2));
        if (opening >= Block - 2)
            return NameAhead.Beyond;
        var end = opening + 1 + BitOperations.TrailingZeroCount(~words >> (opening + 1));
        if (end >= Block - 1)
            return NameAhead.Beyond;
        var isName = ((quotes >> opening) & (quotes >> end) & (LaneMasks.Of(bytes, ':') >> (end + 1)) & 1) != 0;
        return isName ? NameAhead.Yes : NameAhead.No;
    }

    private enum NameAhead : byte
    {
        No,
        Yes,
        Beyond,
    }

    // Joins the literals from the one before a junction on; stops at the first that nothing follows.
    private static int Follow(
        ReadOnlySpan<byte> text, int floor, int quote, int junction, Span<byte> destination, out int end)
    {
        var first = FirstPiece(text[Math.Max(floor, quote - MaxLiteral)..quote]);
        first.CopyTo(destination);
        var written = first.Length;
        var pieces = 1;
        while (true)
        {
            var rest = text[junction..Math.Min(text.Length, junction + MaxLiteral)];
            var length = rest.IndexOfAny(s_wordEnds);
            var word = length < 0 ? rest : rest[..length];
            var close = word.IndexOfAny((byte)'"', (byte)'\'', (byte)'`');
            var piece = close < 0 ? word : word[..close];
            end = junction + piece.Length;

            // In {"a":"b","c":"d"} the second text is the name of another field.
            if (close >= 0 && end + 1 < text.Length && text[end + 1] == ':')
            {
                break;
            }

            piece.CopyTo(destination[written..]);
            written += piece.Length;
            pieces++;
            junction = close < 0 ? 0 : JunctionEnd(text, end);
            if (junction == 0)
            {
                break;
            }
        }

        if (pieces < 2 || written < MinLength || !GluedMatch.MayCount(destination[..written]))
        {
            return 0;
        }

        destination[written] = (byte)' ';
        return written + 1;
    }

    private static ReadOnlySpan<byte> FirstPiece(ReadOnlySpan<byte> text) =>
        text[(text.LastIndexOfAny(s_wordStarts) + 1)..];

    // Where the literal behind a closing quote begins; 0 when the quote at this place closes nothing that goes on.
    private static int JunctionEnd(ReadOnlySpan<byte> text, int at)
    {
        var blanks = " \t\r\n"u8;
        var behind = text[(at + 1)..Math.Min(text.Length, at + 1 + MaxBlanks)];
        var rest = behind.TrimStart(blanks);
        if (!rest.IsEmpty && rest[0] is (byte)'+' or (byte)'.' or (byte)'&' or (byte)'|' or (byte)',' or (byte)'~'
            or (byte)'\\')
        {
            rest = rest[(rest.StartsWith("||"u8) || rest.StartsWith(".."u8) || rest.StartsWith("++"u8) ? 2 : 1)..]
                .TrimStart(blanks);
        }
        else if (rest.StartsWith("- "u8) && behind[..^rest.Length].Contains((byte)'\n'))
        {
            rest = rest[1..].TrimStart(blanks); // the next element of a list of YAML
        }

        var opens = !rest.IsEmpty && rest[0] is (byte)'"' or (byte)'\'' or (byte)'`';
        return opens && !rest.IsEmpty ? at + 1 + (behind.Length - rest.Length) + 1 : 0;
    }
}
