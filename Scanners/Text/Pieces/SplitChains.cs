using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;
using static Pipelock.Scanners.Text.Pieces.SeparatedPieces;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Secrets cut into pieces by one separator over and over: <c>A K I A …</c>, <c>AKIA-IOSF-…</c>.</summary>
/// <remarks>
/// Read in two ways: (a) whatever stands between equal separators, put together; (b) every so many characters one left
/// out, for a secret that has the separator's character in it too. Prose is not read this way: it has neither the
/// digits
/// nor the capitals.
/// </remarks>
internal readonly struct SplitChains : ILaneExtractor
{
    private const int MaxSeparator = 3;
    private const int MaxPeriod = 8;
    private const int MaxRejected = 64; // what is longer and no chain is not looked at again
    private const int MinPeriods = 3;
    private const int MinLetters = 3;
    private const int MinLength = WordChain.MinLength;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    /// <remarks>A piece may be in two chains, each of them written with and without the word before it.</remarks>
    public static int MaxLength(int length) => (4 * length) + 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lanes, Span<byte> destination)
    {
        var written = 0;
        var start = 0;
        var end = 0;
        var stretches = new DenseStretches(lanes, text.Length, margin: 0);
        while (stretches.MoveNext())
        {
            var first = Math.Max(end, stretches.Start);
            first -= SplitLanes.LengthBefore(text[end..first]);
            if (first > end)
            {
                written += PieceRuns.Extract(text[start..end], destination[written..]);
                start = first;
            }

            end = Math.Max(end, stretches.End);
            end += SplitLanes.LengthBehind(text[end..]);
        }

        return written + PieceRuns.Extract(text[start..end], destination[written..]);
    }

    /// <summary>Puts together what of some pieces makes chains.</summary>
    /// <param name="text">Pieces and separators alone.</param>
    /// <param name="destination">Four times as long, and three bytes.</param>
    internal static int FromRegion(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (PlainText.IsPlainInLongWords(text))
        {
            return 0; // words, numbers, addresses
        }

        var written = 0;
        var done = 0; // what is before was put together already
        var lead = 0; // the word before, and where it ends
        var leadEnd = 0;
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsAsciiLetterOrDigit((char)text[at]))
            {
                at++;
                continue;
            }

            if (KnownIdentifiers.MatchTime(text[at..]) is var time and > 0)
            {
                at += time;
                continue;
            }

            var start = at;
            var end = WordEnd(text, at);
            var separator = Separator(text, ref end);
            at = end;
            if (separator.IsEmpty || end - start > SeparatedPieces.MaxLength)
            {
                continue;
            }

            var first = StartOfWord(text, done, start);

            if (separator[0] == ' ' && IsWord(text[first..end]))
            {
                (lead, leadEnd) = (first, end);
                continue;
            }

            var kept = Join(text, first, separator, destination[written..], out var chain);
            var thinned = Thin(text, start, separator[0], destination[(written + kept)..], out var thinnedEnd);
            written += kept + thinned;
            var isTaken = kept + thinned > 0;
            if (kept > 0 && leadEnd > lead && leadEnd + separator.Length >= first)
            {
                // The word before a chain may be its beginning: glpat, npm.
                ReadOnlySpan<byte> joined = destination[(written - kept - thinned)..(written - thinned)];
                text[lead..leadEnd].CopyTo(destination[written..]);
                joined.CopyTo(destination[(written + leadEnd - lead)..]);
                written += leadEnd - lead + kept;
            }

            // The last piece of a chain may be the first of another.
            var isDone = isTaken || chain.AreHarmless || chain.End - first > MaxRejected;
            at = isDone ? Math.Max(end, Math.Max(chain.LastPiece, thinnedEnd)) : end;
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
        // No part of what is short is long, none of what has neither digits nor capitals has any.
        chain.AreHarmless = chain.End - start < MinLength || !GluedMatch.MayCount(text[start..chain.End]);
        chain.AreHarmless = chain.AreHarmless
            || !new ChainCargo(least: 0).MayBeIn(
                text, start, chain.End, separator[0] is (byte)'-' or (byte)'_' ? separator[0] : (byte)0, isLoose: true);
        if (chain.AreHarmless || !chain.AreEnough(separator[0]))
        {
            return 0;
        }

        var written = 0;
        for (var at = start; at < chain.End; at += separator.Length)
        {
            var stop = PieceEnd(text, at, separator[0]);
            PlainCopy.First(text[at..], stop - at, destination[written..]);
            written += stop - at;
            at = stop;
        }

        var kept = Close(destination, written);
        chain.AreHarmless = kept == 0
            && (HexDigits.AreAll(destination[..written])
                || (written < MinLength && AreAlone(text, start, chain.End, separator)));
        return kept;
    }

    // NODE_USE_ENV_PROXY: dashes of one kind, of which nothing longer is made wherever one begins, and nothing goes on
    // behind them.
    private static bool AreAlone(ReadOnlySpan<byte> text, int start, int end, ReadOnlySpan<byte> separator) =>
        separator.Length == 1 && separator[0] is (byte)'-' or (byte)'_' && end - start < MinLength + MinPeriods
        && (end == text.Length || !IsToken(text[end]))
        && !text[start..end].Contains((byte)('-' ^ '_' ^ separator[0]));

    // (b)
    private static int Thin(ReadOnlySpan<byte> text, int start, byte separator, Span<byte> destination, out int end)
    {
        end = start;
        if (separator is not ((byte)'-' or (byte)'_'))
        {
            return 0;
        }

        for (var period = 1; period <= MaxPeriod; period++)
        {
            var third = start + (MinPeriods * (period + 1)) - 1;
            if (third >= text.Length || text[third] != separator || text[start + period] != separator)
            {
                continue;
            }

            var written = 0;
            var periods = 0;
            var at = start;
            while (at + period < text.Length && text[at + period] == separator && IsToken(text.Slice(at, period)))
            {
                text.Slice(at, period).CopyTo(destination[written..]);
                written += period;
                periods++;
                at += period + 1;
            }

            if (periods < MinPeriods)
            {
                continue;
            }

            var rest = Math.Min(period, PieceEnd(text, at, separator) - at);
            text.Slice(at, rest).CopyTo(destination[written..]);
            written += rest;
            var closed = GluedMatch.MayCount(destination[..written]) ? Close(destination, written) : 0;
            if (closed > 0)
            {
                end = at + rest;
                return closed;
            }
        }

        return 0;
    }

    /// <summary>False for letters, digits and dashes when no dash stands again and again in equal distances.</summary>
    internal static bool MayBeThinned(ReadOnlySpan<byte> piece)
    {
        ulong dashes = 0;
        foreach (var character in piece)
        {
            dashes = (dashes << 1) | (character is (byte)'-' or (byte)'_' ? 1UL : 0);
        }

        ulong again = 0;
        for (var step = 2; step <= MaxPeriod + 1; step++)
        {
            again |= dashes & (dashes >> step) & (dashes >> (2 * step));
        }

        return again != 0 || piece.Length > CharacterClasses.BlockLength;
    }

    private static int Close(Span<byte> destination, int written)
    {
        if (written < MinLength || IsNumber(destination[..written]))
        {
            return 0;
        }

        destination[written] = (byte)' ';
        return written + 1;
    }

    /// <summary>Digests and UUIDs, dates with their times: no format has fewer letters than the mark it begins
    /// with.</summary>
    internal static bool IsNumber(ReadOnlySpan<byte> chain)
    {
        var letters = 0;
        ulong others = 0; // letters that are no digits of hexadecimal
        for (; !chain.IsEmpty; chain = chain[Math.Min(chain.Length, CharacterClasses.BlockLength)..])
        {
            var bytes = LastBlock.Load(chain, 0);
            letters += BitOperations.PopCount(LaneMasks.Letters(bytes));
            others |= LaneMasks.InRangeOfEitherCase(bytes, (byte)'g', (byte)'z');
            if (letters >= MinLetters && others != 0)
            {
                return false;
            }
        }

        return true;
    }

    // What stands behind a word; a dash or underscore before it belongs to the word.
    private static ReadOnlySpan<byte> Separator(ReadOnlySpan<byte> text, ref int end)
    {
        var stop = end;
        while (stop < text.Length && stop - end <= MaxSeparator + 1 && SplitLanes.IsSeparator(text[stop]))
        {
            stop++;
        }

        var length = stop - end;
        var takesFirst = length > 1 && text[end] is (byte)'-' or (byte)'_' && text[end + 1] != text[end];
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
