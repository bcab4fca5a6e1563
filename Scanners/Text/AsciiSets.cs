using System.Buffers;

namespace Pipelock.Scanners.Text;

/// <summary>The sets of bytes that more than one reader asks for.</summary>
internal static class AsciiSets
{
    /// <summary>A to Z and a to z.</summary>
    internal static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Letters and the ten digits.</summary>
    internal static readonly SearchValues<byte> LettersAndDigits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    /// <summary>Hexadecimal digits of both cases.</summary>
    internal static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The alphabet of base64 without its padding (RFC 4648 §4).</summary>
    internal static readonly SearchValues<byte> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>The alphabet of base64 for URLs, which is that of most identifiers too (RFC 4648 §5).</summary>
    internal static readonly SearchValues<byte> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Both alphabets of base64 without their padding.</summary>
    internal static readonly SearchValues<byte> EitherBase64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/"u8);

    /// <summary>Both alphabets of base64 with their padding.</summary>
    internal static readonly SearchValues<byte> PaddedBase64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/="u8);
}
