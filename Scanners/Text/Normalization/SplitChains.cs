using System.Buffers;
using Pipelock.Scanners.Text.Decoders;
using static Pipelock.Scanners.Text.Normalization.SeparatedPieces;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Secrets cut into pieces by one separator over and over: <c>A K I A …</c>, <c>AKIA-IOSF-…</c>.</summary>
/// <remarks>
/// Read in two ways: (a) whatever stands between equal separators, put together; (b) every so many characters one left
/// out, for a secret that has the separator's character in it too. Prose is not read this way: it has neither the
/// digits
/// nor the capitals.
/// </remarks>
internal readonly struct SplitChains : ITextExtractor, ILaneGate
{
    private const int MaxSeparator = 3;
    private const int MaxPeriod = 8;
    private const int MaxRejected = 64; // what is longer and no chain is not looked at again
    private const int MaxShort = 8;
    private const int MinPeriods = 3;
    private const int MinLetters = 3;
    private const int MinLength = WordChain.MinLength;

    private static readonly SearchValues<byte> WordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    private static readonly RunAlphabet ChainCharacters = new(
        [.. Enumerable.Range(0, 0x7F).Select(static character => (byte)character).Where(static character =>
            char.IsAsciiLetterOrDigit((char)character) || IsSeparator(character))]);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    public static int MaxLength(int length) => (3 * length) + 3;

    /// <inheritdoc/>
    /// <remarks>
    /// Digits and capitals in two lanes, something between them, and enough letters not to be a date or a number. One
    /// lane may have fewer of them where the other has more, and letters change their case: <c>uDkfv:z8BCq</c>. A chain
    /// is longer than two lanes: nothing else stands in sixteen bytes that reach into both.
    /// </remarks>
    public static ulong Lanes(in LaneBlock block)
    {
        ulong inChains = ChainCharacters.Mask(block.Bytes);
        ulong runs = CharacterClasses.RunsOfSixteen(inChains);
        if (runs == 0)
        {
            return 0;
        }

        ulong letters = block.Capitals | block.Small;
        ulong marks = LaneMasks.Counts(block.Digits | block.Capitals);
        ulong separators = LaneMasks.Counts(inChains & block.Separators);
        ulong spelled = LaneMasks.AtLeast(marks, 2) & LaneMasks.AtLeast(separators, 4); // A K I A
        ulong dense = LaneMasks.AtLeast(marks, 3) | spelled;
        ulong some = LaneMasks.AtLeast(marks, 2);
        ulong caseChanges = (block.Capitals & (block.Small << 1)) | (block.Small & (block.Capitals << 1));
        ulong uneven = some & (some >> 8) & LaneMasks.AtLeast(LaneMasks.WithNext(marks), 6)
            & LaneMasks.AtLeast(LaneMasks.WithNext(LaneMasks.Counts(caseChanges)), 3);
        ulong separated = LaneMasks.AtLeast(LaneMasks.WithNext(separators), 1);
        ulong lettered = LaneMasks.AtLeast(LaneMasks.WithNext(LaneMasks.Counts(letters)), 5);
        lettered |= spelled & (spelled >> 8);
        ulong open = ((dense & (dense >> 8)) | uneven) & separated & lettered;
        return open == 0 ? 0 : open & Chained(runs);
    }

    // The lanes that sixteen bytes in a row reach into, and into the next as well.
    private static ulong Chained(ulong runs)
    {
        runs |= runs << 1;
        runs |= runs << 2;
        runs |= runs << 4;
        runs |= runs << 8;
        ulong chained = LaneMasks.AtLeast(LaneMasks.Counts(runs), 1);
        return chained & (chained >> 8);
    }

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        var stretches = new DenseStretches<SplitChains>(text);
        while (stretches.MoveNext())
        {
            written += FromStretch(text[stretches.Start..stretches.End], destination[written..]);
        }

        return written;
    }

    private static int FromStretch(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        int done = 0; // what is before was put together already
        int lead = 0; // the word before, and where it ends
        int leadEnd = 0;
        int at = 0;
        while (at < text.Length)
        {
            if (!char.IsAsciiLetterOrDigit((char)text[at]))
            {
                at++;
                continue;
            }

            int start = at;
            int end = WordEnd(text, at);
            ReadOnlySpan<byte> separator = Separator(text, ref end);
            at = end;
            if (separator.IsEmpty || end - start > SeparatedPieces.MaxLength)
            {
                continue;
            }

            int first = StartOfWord(text, done, start);

            if (separator[0] == ' ' && IsWord(text[first..end]))
            {
                (lead, leadEnd) = (first, end);
                continue;
            }

            int kept = Join(text, first, separator, destination[written..], out SeparatedPieces chain);
            int thinned = Thin(text, start, separator[0], destination[(written + kept)..], out int thinnedEnd);
            written += kept + thinned;
            bool isTaken = kept + thinned > 0;
            if (kept > 0 && leadEnd > lead && leadEnd + separator.Length >= first)
            {
                // The word before a chain may be its beginning: glpat, npm.
                ReadOnlySpan<byte> joined = destination[(written - kept - thinned)..(written - thinned)];
                text[lead..leadEnd].CopyTo(destination[written..]);
                joined.CopyTo(destination[(written + leadEnd - lead)..]);
                written += leadEnd - lead + kept;
            }

            at = isTaken || chain.End - first > MaxRejected ? Math.Max(end, Math.Max(chain.End, thinnedEnd))
                : chain.AreHarmless ? Math.Max(end, chain.LastPiece)
                : end;
            done = isTaken ? at : done;
        }

        return written;
    }

    // (a)
    private static int Join(
        ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> separator, Span<byte> destination,
        out SeparatedPieces chain)
    {
        chain = SeparatedPieces.Follow(text, start, separator);
        // No part of what has neither digits nor capitals has any.
        chain.AreHarmless = !GluedMatch.MayCount(text[start..chain.End]);
        if (chain.AreHarmless || !chain.AreEnough(separator[0]))
        {
            return 0;
        }

        int written = 0;
        for (int at = start; at < chain.End; at += separator.Length)
        {
            int stop = PieceEnd(text, at, separator[0]);
            text[at..stop].CopyTo(destination[written..]);
            written += stop - at;
            at = stop;
        }

        int kept = Close(destination, written, isChain: true);
        chain.AreHarmless = kept == 0 && HexDigits.AreAll(destination[..written]);
        return kept;
    }

    // (b)
    private static int Thin(ReadOnlySpan<byte> text, int start, byte separator, Span<byte> destination, out int end)
    {
        end = start;
        if (separator is not ((byte)'-' or (byte)'_'))
        {
            return 0;
        }

        for (int period = 1; period <= MaxPeriod; period++)
        {
            int third = start + (MinPeriods * (period + 1)) - 1;
            if (third >= text.Length || text[third] != separator || text[start + period] != separator)
            {
                continue;
            }

            int written = 0;
            int periods = 0;
            int at = start;
            while (at + period < text.Length && text[at + period] == separator && IsToken(text.Slice(at, period)))
            {
                text.Slice(at, period).CopyTo(destination[written..]);
                written += period;
                periods++;
                at += period + 1;
            }

            int rest = Math.Min(period, PieceEnd(text, at, separator) - at);
            text.Slice(at, rest).CopyTo(destination[written..]);
            int closed = Close(destination, written + rest, periods >= MinPeriods);
            if (closed > 0)
            {
                end = at + rest;
                return closed;
            }
        }

        return 0;
    }

    private static int Close(Span<byte> destination, int written, bool isChain)
    {
        ReadOnlySpan<byte> chain = destination[..written];
        if (!isChain || written < MinLength || IsNumber(chain) || !GluedMatch.MayCount(chain))
        {
            return 0;
        }

        destination[written] = (byte)' ';
        return written + 1;
    }

    // Digests and UUIDs, dates with their times: no format has fewer letters than the mark it begins with.
    private static bool IsNumber(ReadOnlySpan<byte> chain)
    {
        int letters = 0;
        for (int at = 0; at < chain.Length && letters < MinLetters; at++)
        {
            letters += char.IsAsciiLetter((char)chain[at]) ? 1 : 0;
        }

        return letters < MinLetters || HexDigits.AreAll(chain);
    }

    private static int WordEnd(ReadOnlySpan<byte> text, int at)
    {
        // Short words are done with before a search has begun.
        int near = Math.Min(text.Length, at + MaxShort);
        while (at < near && char.IsAsciiLetterOrDigit((char)text[at]))
        {
            at++;
        }

        if (at < near)
        {
            return at;
        }

        int length = text[at..].IndexOfAnyExcept(WordCharacters);
        return length < 0 ? text.Length : at + length;
    }

    // What stands behind a word; a dash or underscore before it belongs to the word.
    private static ReadOnlySpan<byte> Separator(ReadOnlySpan<byte> text, ref int end)
    {
        int stop = end;
        while (stop < text.Length && stop - end <= MaxSeparator + 1 && IsSeparator(text[stop]))
        {
            stop++;
        }

        int length = stop - end;
        bool takesFirst = length > 1 && text[end] is (byte)'-' or (byte)'_' && text[end + 1] != text[end];
        if (takesFirst && text[end + 1] is not ((byte)'-' or (byte)'_'))
        {
            end++;
            length--;
        }

        // AKIA|-xyz: and one behind it to the next.
        length -= length > 1 && (text[end + length - 1] is (byte)'-' or (byte)'_')
            && text[end] != text[end + length - 1] ? 1 : 0;
        return length is 0 or > MaxSeparator ? default : text.Slice(end, length);
    }

    private static bool IsSeparator(byte character) =>
        character is > 0x20 and < 0x7F
            ? !char.IsAsciiLetterOrDigit((char)character)
                && character is not ((byte)'"' or (byte)'\'' or (byte)'=' or (byte)'<' or (byte)'>' or (byte)'{'
                    or (byte)'}' or (byte)'(' or (byte)')')
            : character is (byte)' ' or (byte)'\t';

    private static int StartOfWord(ReadOnlySpan<byte> text, int floor, int start)
    {
        floor = Math.Max(floor, start - SeparatedPieces.MaxLength);
        while (start > floor && IsToken(text[start - 1]))
        {
            start--;
        }

        return start;
    }
}
