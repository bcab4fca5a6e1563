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

    private static readonly RunAlphabet Names =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.[]"u8);

    private static readonly SearchValues<byte> NameBytes = Names.Characters;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.QuotedPrintable;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        int escapes = 0;
        int at = 0;
        while (at + CharacterClasses.BlockLength <= text.Length)
        {
            Vector512<byte> block = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
            int from = at;
            at += CharacterClasses.BlockLength;
            ulong signs = LaneMasks.Of(block, '=');
            if (signs == 0)
            {
                continue;
            }

            ulong digits = HexDigits.All.Mask(block);
            ulong breaks = LaneMasks.Of(block, '\n') | LaneMasks.Of(block, '\r');
            ulong places = signs & (((digits >> 1) & (digits >> 2)) | (breaks >> 1) | LastTwo);
            if (places == 0)
            {
                continue;
            }

            ulong names = Names.Mask(block);
            ulong numbers = digits | LaneMasks.Of(block, '-');
            for (; places != 0; places &= places - 1)
            {
                int place = BitOperations.TrailingZeroCount(places);
                int name = BitOperations.LeadingZeroCount(~(names << (CharacterClasses.BlockLength - place)));
                int word = BitOperations.TrailingZeroCount(~(names >> place >> 1));
                bool isCut = place + word >= CharacterClasses.BlockLength - 1;
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
        int end = place + 1 + word;
        if (name == 0 || name >= place || word == 0 || end >= CharacterClasses.BlockLength)
        {
            return false;
        }

        ulong others = (~numbers >> place >> 1) & ((1UL << word) - 1);
        return (name + word < MinSecret || others == 0)
            && ((signs >> (place - name - 1)) & 1) == 0 && (signs >> end & 1) == 0;
    }

    // True when the escapes up to the equals sign at a place tell what the text is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsEnough(ReadOnlySpan<byte> text, int at, ref int escapes)
    {
        int length = EscapeLength(text[at..], out int value);
        bool isUnderline = at > 0 && text[at - 1] == '=';
        bool isEscape = length > 0
            && (value < 0 ? !isUnderline : !IsAssignment(text, at, value) && !(isUnderline && IsPadding(text[..at])));
        return isEscape && (value < 0 || ++escapes == MinEscapes);
    }

    // Base 64 ends with two equals signs; what follows it where fields are put together begins with any two digits.
    private static bool IsPadding(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> near = text[Math.Max(0, text.Length - MaxName)..^1];
        ReadOnlySpan<byte> run = near[(near.LastIndexOfAnyExcept(AsciiSets.EitherBase64) + 1)..];
        return run.Length >= MinSecret && run.ContainsAnyInRange((byte)'0', (byte)'9')
            && run.ContainsAnyInRange((byte)'A', (byte)'Z') && run.ContainsAnyInRange((byte)'a', (byte)'z');
    }

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        int read = 0;
        while (read < text.Length)
        {
            if (text[read] != '=')
            {
                int plain = PlainCopy.Until(text[read..], (byte)'=', destination[written..]);
                written += plain;
                read += plain;
                continue;
            }

            int length = EscapeLength(text[read..], out int value);
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
        ReadOnlySpan<byte> near = text[Math.Max(0, at - MaxName)..at];
        int last = near.LastIndexOfAnyExcept(NameBytes);
        int name = near.Length - last - 1;
        byte before = last < 0 ? (byte)' ' : near[last];
        if (name == 0 || name == MaxName || before == '=')
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[(at + 1)..];
        int end = rest.IndexOfAnyExcept(NameBytes);
        ReadOnlySpan<byte> word = end < 0 ? rest : rest[..end];
        bool goesOn = end >= 0 && rest[end] == '=' && EscapeLength(rest[end..], out int next) > 0 && next >= 0;
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
