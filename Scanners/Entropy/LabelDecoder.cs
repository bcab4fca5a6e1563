using System.Buffers;
using System.Buffers.Text;

namespace Pipelock.Scanners.Entropy;

/// <summary>Reads one or several host labels as hex, base 32 or base 64, and says whether text comes out.</summary>
internal static class LabelDecoder
{
    /// <summary>The most bytes that a host can carry in any of the encodings.</summary>
    public const int MaxDecoded = 256;

    private static readonly SearchValues<byte> s_base32Bytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz234567"u8);

    // What secrets and the assignments around them are made of.
    private static readonly SearchValues<byte> s_tokenBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-=:.,@/+ "u8);

    /// <summary>Decodes by <paramref name="encoding"/>; 0 when the text is not written in it.</summary>
    public static int Decode(ReadOnlySpan<byte> text, LabelEncoding encoding, Span<byte> decoded) => encoding switch
    {
        LabelEncoding.Hex => DecodeHex(text, decoded),
        LabelEncoding.Base32 => DecodeBase32(text, decoded),
        LabelEncoding.Base64 => DecodeBase64(text, decoded),
        _ => 0,
    };

    /// <summary>
    /// Whether bytes are text rather than chance: all printable, and the shorter they are the plainer they must be.
    /// </summary>
    public static bool IsText(ReadOnlySpan<byte> decoded) => decoded.Length < 10
        ? !decoded.ContainsAnyExcept(s_tokenBytes)
        : !decoded.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e);

    private static int DecodeHex(ReadOnlySpan<byte> text, Span<byte> decoded)
    {
        if ((text.Length & 1) != 0)
            return 0;
        return Convert.FromHexString(text, decoded, out _, out var written) == OperationStatus.Done ? written : 0;
    }

    private static int DecodeBase64(ReadOnlySpan<byte> text, Span<byte> decoded)
    {
        // Without both letter cases it is no base 64 worth the name, but a word.
        if (text.Length % 4 == 1
            || !text.ContainsAnyInRange((byte)'a', (byte)'z') || !text.ContainsAnyInRange((byte)'A', (byte)'Z'))
        {
            return 0;
        }

        var status = Base64Url.DecodeFromUtf8(text, decoded, out _, out var written);
        return status == OperationStatus.Done ? written : 0;
    }

    private static int DecodeBase32(ReadOnlySpan<byte> text, Span<byte> decoded)
    {
        // RFC 4648 §6: only these lengths occur without padding. One letter case, and some sign that it is no plain
        // word.
        var hasUpper = text.ContainsAnyInRange((byte)'A', (byte)'Z');
        if (text.Length % 8 is 1 or 3 or 6
            || text.ContainsAnyExcept(s_base32Bytes)
            || (hasUpper && text.ContainsAnyInRange((byte)'a', (byte)'z'))
            || (!hasUpper && !text.ContainsAnyInRange((byte)'2', (byte)'7')))
        {
            return 0;
        }

        var bits = 0;
        uint gathered = 0;
        var written = 0;
        foreach (var c in text)
        {
            var value = char.IsAsciiDigit((char)c) ? c - 24u : (c | 0x20u) - 'a';
            gathered = (gathered << 5) | value;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                decoded[written++] = (byte)(gathered >> bits);
            }
        }

        return written;
    }
}
