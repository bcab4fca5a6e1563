using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Quoted-printable (RFC 2045 §6.7): <c>=XX</c> and soft line breaks.</summary>
internal readonly struct QuotedPrintableDecoder : IWholeTextDecoder
{
    // Two are asked for before a text is taken for quoted-printable: one "=ab" is in many a text.
    private const int MinEscapes = 2;

    /// <summary>Longer names of parameters are rare enough to be decoded.</summary>
    private const int MaxName = 64;

    private const ulong LastTwo = 3UL << (CharacterClasses.BlockLength - 2);

    /// <summary>A name and a value that are shorter together than the secrets of all formats.</summary>
    private const int MinSecret = 16;

    private static readonly RunAlphabet s_names =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.[]"u8);

    private static readonly SearchValues<byte> s_nameBytes = s_names.Characters;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.QuotedPrintable;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        var escapes = 0;
        var at = 0;
        while (at + CharacterClasses.BlockLength <= text.Length)
        {
            var block = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
            var from = at;
            at += CharacterClasses.BlockLength;
            var signs = LaneMasks.Of(block, '=');
            if (signs == 0)
            {
                continue;
            }

            var digits = HexDigits.All.Mask(block);
            var breaks = LaneMasks.Of(block, '\n') | LaneMasks.Of(block, '\r');
            var places = signs & (((digits >> 1) & (digits >> 2)) | (breaks >> 1) | LastTwo);
            if (places == 0)
            {
                continue;
            }

            var names = s_names.Mask(block);
            var numbers = digits | LaneMasks.Of(block, '-');
            for (; places != 0; places &= places - 1)
            {
                var place = BitOperations.TrailingZeroCount(places);
                var name = BitOperations.LeadingZeroCount(~(names << (CharacterClasses.BlockLength - place)));
                var word = BitOperations.TrailingZeroCount(~(names >> place >> 1));
                var isCut = place + word >= CharacterClasses.BlockLength - 1;
                if (isCut && name < place - 1 && ((signs >> (place - name - 1)) & 1) == 0)
                {
                    at = from + place - name - 1; // a block that begins there may show the whole word
                    break;
                }

                if (!IsShortAssignment(signs, numbers, place, name, word) && IsEnough(text, from + place, ref escapes))
                {
                    return true;
                }
            }
        }

        for (; text[at..].IndexOf((byte)'=') is var next and >= 0; at++)
        {
            at += next;
            if (IsEnough(text, at, ref escapes))
            {
                return true;
            }
        }

        return false;
    }

    // The plainest of assignments, as far as a block shows it: a name, and a value with which it is too short for a
    // secret, or which is all of hexadecimal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsShortAssignment(ulong signs, ulong numbers, int place, int name, int word)
    {
        var end = place + 1 + word;
        if (name == 0 || name >= place || word == 0 || end >= CharacterClasses.BlockLength)
        {
            return false;
        }

        var others = (~numbers >> place >> 1) & ((1UL << word) - 1);
        return (name + word < MinSecret || others == 0)
            && ((signs >> (place - name - 1)) & 1) == 0 && (signs >> end & 1) == 0;
    }

    // True when the escapes up to the equals sign at a place tell what the text is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsEnough(ReadOnlySpan<byte> text, int at, ref int escapes)
    {
        var length = EscapeLength(text[at..], out var value);
        var isUnderline = at > 0 && text[at - 1] == '=';
        var isEscape = length > 0
            && (value < 0 ? !isUnderline : !IsAssignment(text, at, value) && !(isUnderline && IsPadding(text[..at])));
        return isEscape && (value < 0 || ++escapes == MinEscapes);
    }

    // Base 64 ends with two equals signs; what follows it where fields are put together begins with any two digits.
    private static bool IsPadding(ReadOnlySpan<byte> text)
    {
        var near = text[Math.Max(0, text.Length - MaxName)..^1];
        var run = near[(near.LastIndexOfAnyExcept(AsciiSets.EitherBase64) + 1)..];
        return run.Length >= MinSecret && run.ContainsAnyInRange((byte)'0', (byte)'9')
            && run.ContainsAnyInRange((byte)'A', (byte)'Z') && run.ContainsAnyInRange((byte)'a', (byte)'z');
    }

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var read = 0;
        while (read < text.Length)
        {
            if (text[read] != '=')
            {
                var plain = PlainCopy.Until(text[read..], (byte)'=', destination[written..]);
                written += plain;
                read += plain;
                continue;
            }

            var length = EscapeLength(text[read..], out var value);
            if (length == 0 || value >= 0)
            {
                destination[written++] = length == 0 ? (byte)'=' : (byte)value;
            }

            read += Math.Max(1, length);
        }

        return written;
    }

    // "&page=12" in a query or a form, "status=200" and "trace=4bf92f35…" in a log: that equals sign stands for itself.
    private static bool IsAssignment(ReadOnlySpan<byte> text, int at, int value)
    {
        var near = text[Math.Max(0, at - MaxName)..at];
        var last = near.LastIndexOfAnyExcept(s_nameBytes);
        var name = near.Length - last - 1;
        var before = last < 0 ? (byte)' ' : near[last];
        if (name == 0 || name == MaxName || before == '=')
        {
            return false;
        }

        var rest = text[(at + 1)..];
        var end = rest.IndexOfAnyExcept(s_nameBytes);
        var word = end < 0 ? rest : rest[..end];
        var goesOn = end >= 0 && rest[end] == '=' && EscapeLength(rest[end..], out var next) > 0 && next >= 0;
        return before is (byte)'&' or (byte)'?'
            || (!goesOn && (value is < 0x20 or > 0x7E || name + word.Length < MinSecret || HexDigits.AreAll(word)));
    }

    // The text begins with '='. The value is negative for a soft line break, which stands for nothing.
    private static int EscapeLength(ReadOnlySpan<byte> text, out int value)
    {
        value = text.Length > 2 ? HexDigits.Pair(text[1], text[2]) : -1;
        if (value >= 0)
        {
            return 3;
        }

        return text.Length > 1 && text[1] == '\n' ? 2 : text.Length > 2 && text[1] == '\r' && text[2] == '\n' ? 3 : 0;
    }
}
