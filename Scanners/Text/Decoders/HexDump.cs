using System.Buffers;
using System.Runtime.CompilerServices;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Files as <c>xxd</c>, <c>hexdump</c>, <c>od</c> and <c>tcpdump</c> print them: lines of an offset, of bytes,
/// and often of the same bytes as text.</summary>
/// <remarks>What stands on the lines is put together: sixteen bytes of each are fewer than a secret has.</remarks>
internal readonly struct HexDump : ITextExtractor
{
    private const int MinBytes = 16;
    private const int MaxPrefix = 12; // "    > ", the sign of a diff
    private const int MinOffset = 4;
    private const int MaxOffset = 16;
    private const int MaxLine = 512;

    private static readonly SearchValues<byte> s_prefixes = SearchValues.Create(" \t>|+-#"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Hex;

    /// <inheritdoc/>
    /// <remarks>A byte takes two digits at least, and every dump has an offset.</remarks>
    public static int MaxLength(int length) => length + 1;

    /// <summary>False when no line begins as the first of a dump does.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool IsCandidate(ReadOnlySpan<byte> text) => NextDump(text, 0) < text.Length;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        for (var at = NextDump(text, 0); at < text.Length; at = NextDump(text, at))
        {
            var length = 0;
            while (at < text.Length && TryLine(text[at..], destination[(written + length)..], out var bytes, out var end))
            {
                length += bytes;
                at += end;
            }

            if (length >= MinBytes
                && DecodedBytes.Judge(destination.Slice(written, length)) != DecodedKind.Noise)
            {
                written += length;
                destination[written++] = (byte)' ';
            }
        }

        return written;
    }

    // Where the next line begins whose offset has four zeros in a row, as those of all dumps begin.
    private static int NextDump(ReadOnlySpan<byte> text, int at)
    {
        while (text[at..].IndexOf("0000"u8) is var found and >= 0)
        {
            var zeros = at + found;
            if (TryLineStart(text, at, zeros, out var line) && TryLine(text[line..], [], out _, out _))
            {
                return line;
            }

            at = text[zeros..].IndexOfAnyExcept((byte)'0') is var others and >= 0 ? zeros + others : text.Length;
        }

        return text.Length;
    }

    // Nothing but the rest of the offset and what marks whole lines may stand before.
    private static bool TryLineStart(ReadOnlySpan<byte> text, int floor, int zeros, out int line)
    {
        line = zeros;
        var least = Math.Max(floor, zeros - MaxOffset - MaxPrefix);
        line = least + text[least..line].LastIndexOfAnyExcept(AsciiSets.HexDigits) + 1;
        line -= line >= least + 2 && text[line - 1] == 'x' && text[line - 2] == '0' ? 2 : 0;
        line = least + text[least..line].LastIndexOfAnyExcept(s_prefixes) + 1;
        return line == 0 || text[line - 1] == '\n';
    }

    // The bytes of a line, if it is one of a dump; without room they are only counted. The star that stands for lines
    // like the one before has none.
    private static bool TryLine(ReadOnlySpan<byte> text, Span<byte> destination, out int written, out int next)
    {
        written = 0;
        var line = text[..Math.Min(text.Length, MaxLine)];
        var end = line.IndexOf((byte)'\n');
        next = end < 0 ? line.Length : end + 1;
        line = (end < 0 ? line : line[..end]).TrimEnd((byte)'\r');
        if (end < 0 && text.Length > MaxLine)
        {
            return false;
        }

        var start = line.IndexOfAnyExcept(s_prefixes);
        if (start < 0)
        {
            return false;
        }

        line = line[start..];
        line = line.StartsWith("0x"u8) ? line[2..] : line;
        var digits = line.IndexOfAnyExcept(AsciiSets.HexDigits);
        if (digits is < MinOffset or > MaxOffset)
        {
            return false;
        }

        var cells = new DumpCells(line[digits..], destination);
        written = digits == DumpCells.CharacterOffset ? cells.ReadCharacters() : 0;
        written = written > 0 ? written : cells.ReadNumbers();
        return written > 0;
    }
}
