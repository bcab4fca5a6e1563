using System.Text.Unicode;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base32 (RFC 4648 §6), all upper or all lower case, padded or not.</summary>
internal readonly struct Base32Decoder : IRunDecoder
{
    // A long run of one case and few digits is rarely base32 and never base32 glued to a prefix.
    private const int MaxGluedLength = 512;

    private static readonly RunAlphabet[] Sets =
        [new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8), new("abcdefghijklmnopqrstuvwxyz234567"u8)];

    // Blocks overlap so that each group of eight lies in one of them whole.
    private const int GroupStep = CharacterClasses.BlockLength - 8;

    private const int Probe = 16;

    // What the characters of a group of eight can be when its five bytes are ASCII: the highest bit of each byte is
    // zero, and the first is printable, a tab, a line break or zero (UTF-16).
    private static readonly RunAlphabet First = Members(static value => value is 0 or 1 or (>= 4 and < 16));
    private static readonly RunAlphabet Second = Members(static value => (value & 2) == 0);
    private static readonly RunAlphabet Fourth = Members(static value => (value & 8) == 0);
    private static readonly RunAlphabet Fifth = Members(static value => (value & 1) == 0);
    private static readonly RunAlphabet Seventh = Members(static value => (value & 4) == 0);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base32;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => Sets;

    /// <inheritdoc/>
    /// <remarks>
    /// A place is worth trying when one group that begins there can be text; the start of the run also when its first
    /// bytes are text that is not ASCII.
    /// </remarks>
    public static uint Alignments(ReadOnlySpan<byte> run)
    {
        uint places = BeginsAsText(run) ? 1u : 0;
        uint wanted = run.Length <= MaxGluedLength ? 0xFFu : 1u;
        for (int at = 0; at < run.Length && (places & wanted) != wanted; at += GroupStep)
        {
            ReadOnlySpan<byte> block = run[at..];
            ulong groups = First.Mask(block) & (Second.Mask(block) >> 1) & (Fourth.Mask(block) >> 3)
                & (Fifth.Mask(block) >> 4) & (Seventh.Mask(block) >> 6);
            groups |= groups >> 32;
            groups |= groups >> 16;
            places |= (uint)(groups | (groups >> 8)) & wanted;
        }

        return places;
    }

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> run, int alignment, Span<byte> destination)
    {
        int written = 0;
        int bits = 0;
        uint value = 0;
        foreach (byte character in run[alignment..])
        {
            value = (value << 5) | (uint)Value(character);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                destination[written++] = (byte)(value >> bits);
            }
        }

        return written;
    }

    // The last character may be cut off.
    private static bool BeginsAsText(ReadOnlySpan<byte> run)
    {
        Span<byte> bytes = stackalloc byte[Probe];
        int length = Decode(run[..Probe], 0, bytes);
        for (int cut = 0; cut < 4; cut++)
        {
            if (Utf8.IsValid(bytes[..(length - cut)]))
            {
                return true;
            }
        }

        return false;
    }

    private static RunAlphabet Members(Predicate<int> belongs)
    {
        ReadOnlySpan<byte> digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdefghijklmnopqrstuvwxyz"u8;
        Span<byte> members = stackalloc byte[digits.Length];
        int count = 0;
        foreach (byte digit in digits)
        {
            if (belongs(Value(digit)))
            {
                members[count++] = digit;
            }
        }

        return new RunAlphabet(members[..count]);
    }

    private static int Value(byte character) => character < 'A' ? character - '2' + 26 : (character & 0x1F) - 1;
}
