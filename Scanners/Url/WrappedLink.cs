using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Url;

/// <summary>
/// The address of a page or picture in base 64, as services that resize pictures and follow links take it.
/// </summary>
internal static class WrappedLink
{
    private const int MaxExtension = 5;

    /// <summary>An address must have fewer bytes that look random.</summary>
    private const int MinRandom = 16;

    /// <summary>Whether the text is an address, and nothing in that is random or names a user.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        Span<byte> decoded = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = LabelDecoder.Decode(
            WithoutExtension(text).TrimEnd((byte)'='), LabelEncoding.Base64, decoded);
        ReadOnlySpan<byte> link = decoded[..length];
        return (link.StartsWith("https://"u8) || link.StartsWith("http://"u8)) && LabelDecoder.IsText(link)
            && !link.ContainsAny((byte)'@', (byte)' ', (byte)'=') && Randomness.Count(link) < MinRandom;
    }

    // The form that the picture shall come in stands behind its address.
    private static ReadOnlySpan<byte> WithoutExtension(ReadOnlySpan<byte> text)
    {
        var dot = text.LastIndexOf((byte)'.');
        return dot > 0 && text.Length - dot - 1 <= MaxExtension ? text[..dot] : text;
    }
}
