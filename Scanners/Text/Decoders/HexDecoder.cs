using System.Buffers;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Hexadecimal without separators (RFC 4648 §8), either case, at either parity.</summary>
internal readonly struct HexDecoder : IRunDecoder
{
    private const ulong FirstDigits = 0x5555555555555555;

    // The first digits of printable ASCII, of line breaks and tabs, and of zero; and of bytes that begin a character of
    // UTF-8, or go on with it (RFC 3629 §3).
    private static readonly RunAlphabet Ascii = new("0234567"u8);
    private static readonly RunAlphabet Leading = new("CDEFcdef"u8);
    private static readonly RunAlphabet Continuing = new("89ABab"u8);

    private static readonly RunAlphabet[] Sets = [new("0123456789abcdefABCDEF"u8)];

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Hex;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => Sets;

    /// <inheritdoc/>
    /// <remarks>Digests, of which logs are full, are told by the first digits of their bytes.</remarks>
    public static uint Alignments(in EncodedRun run) =>
        run.Length > CharacterClasses.BlockLength
            ? 0b11 : (MayBeText(run, 0) ? 0b01u : 0) | (MayBeText(run, 1) ? 0b10u : 0);

    // UTF-8 without control characters, or sixteen bytes in a row of ASCII or of UTF-16.
    private static bool MayBeText(in EncodedRun run, int parity)
    {
        ulong firsts = FirstDigits << parity & (ulong.MaxValue >> (CharacterClasses.BlockLength - (run.Length - 1)));
        ulong ascii = Ascii.Mask(run.Text) & firsts;
        ulong leading = Leading.Mask(run.Text) & firsts;
        ulong continuing = Continuing.Mask(run.Text) & firsts;
        bool isInOrder = (firsts & ~(ascii | leading | continuing)) == 0
            && (leading << 2 & ~continuing & firsts) == 0
            && (continuing & ~((leading | continuing) << 2)) == 0;
        ulong row = ascii & (ascii >> 2);
        row &= row >> 4;
        row &= row >> 8;
        return isInOrder || (row & (row >> 16)) != 0;
    }

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => "1f8b08"u8;

    /// <inheritdoc/>
    public static bool BeginsAsCompressed(ReadOnlySpan<byte> run) =>
        run.StartsWith("789c"u8) || run.StartsWith("78da"u8);

    /// <inheritdoc/>
    public static int Decode(in EncodedRun run, int alignment, Span<byte> destination)
    {
        ReadOnlySpan<byte> digits = run.Bytes[alignment..];
        return Convert.FromHexString(digits[..(digits.Length & ~1)], destination, out _, out int written)
            == OperationStatus.Done ? written : 0;
    }
}
