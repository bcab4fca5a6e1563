using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>Finds random data in paths and queries: encrypted or unknown secrets that no pattern describes.</summary>
internal sealed class UrlEntropy
{
    /// <summary>Shorter pieces are not measured: their entropy says nothing.</summary>
    private const int MinLength = 20;

    /// <summary>A piece must have this many bytes that are neither words nor numbers nor known identifiers.</summary>
    private const int MinRandom = 16;

    /// <summary>Fewer hexadecimal digits can decode to printable characters by chance, or be a short name.</summary>
    private const int MinHexText = 48;

    /// <summary>No digest in use has more digits in hexadecimal (SHA-512).</summary>
    private const int LongestDigest = 128;

    /// <summary>So many bits the digits of hexadecimal have at most, those of both letter cases.</summary>
    private static readonly double s_bitsOfHex = Math.Log2(22);

    private readonly double _threshold;
    private readonly HostPatterns _excluded;

    /// <summary>Takes the limit in bits per byte, 0 for none, and the hosts whose paths are not measured.</summary>
    public UrlEntropy(double threshold, HostPatterns excluded)
    {
        _threshold = threshold;
        _excluded = excluded;
    }

    /// <summary>Measures path segments, query keys and query values, but for the places in
    /// <paramref name="forgiven"/>.</summary>
    public Finding? Check(in UrlParts url, UrlFields fields, IReadOnlySet<string>? forgiven = null)
    {
        if (_threshold <= 0)
            return null;

        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (field.Length < MinLength || field.Kind is UrlFieldKind.UserInfo or UrlFieldKind.Fragment)
                continue;

            var text = fields.Text(field);
            if (field.Content != UrlFieldContent.Digest && IsHexText(text))
                return ReportText(fields, field);
            if (text.Length > LongestDigest && KnownIdentifiers.IsHex(text) && !IsExpected(url, fields, i)
                && !IsSignature(fields.KeyAt(i), text)
                && forgiven?.Contains(UrlText.Place(fields, field)) != true)
            {
                return Report(fields, field, $"{Name(field.Kind)} carries {text.Length / 2} bytes of hex-encoded data");
            }

            // Of a piece of a secret at least as much looks random.
            var random = field.Random < MinRandom || IsBelow(field) ? 0 : Randomness.Count(text);
            if (random < MinRandom || random - InOrder(text) < MinRandom)
                continue;

            var entropy = Shannon.BitsPerByte(text);
            if (entropy > _threshold && !IsExpected(url, fields, i) && !WrappedLink.Is(text)
                && forgiven?.Contains(UrlText.Place(fields, field)) != true)
                return Report(fields, field, entropy);
        }

        return null;
    }

    private bool IsBelow(UrlField field) =>
        field.Content == UrlFieldContent.Digest && _threshold >= s_bitsOfHex;

    // "ABCDEFGHIJ", the letters that a font shall have: as many bits as a key, and nothing that anybody keeps secret.
    private static int InOrder(ReadOnlySpan<byte> text)
    {
        const int Least = 10;
        var count = 0;
        var run = 1;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == text[i - 1] + 1)
            {
                run++;
                continue;
            }

            count += run >= Least ? run : 0;
            run = 1;
        }

        return count;
    }

    private bool IsExpected(in UrlParts url, UrlFields fields, int index)
    {
        var text = fields.Text(fields[index]);
        return fields[index].Kind switch
        {
            UrlFieldKind.PathSegment => _excluded.Contains(url.Host) || CloudHosts.RandomPaths.Contains(url.Host)
                || IsBuildId(fields, index) || IsShortId(text) || KnownIdentifiers.IsContentId(text)
                || PackageFiles.Is(text) || IsMatrixName(url.Path, text),
            UrlFieldKind.QueryValue when fields.KeyAt(index) is var key =>
                SignedUrls.IsPart(fields, key) || OpaqueParameters.IsOpaque(key, text)
                || IsAuthorizationCode(fields, key) || IsSession(fields, key, text) || SamlMessages.IsMessage(key, text)
                || MailLinks.IsToken(url.Path, key, text)
                || CloudHosts.RandomQueries.Contains(url.Host),
            _ => false,
        };
    }

    // RFC 6749 §4.1.2: the answer to an authorization request repeats its state beside the code.
    private static bool IsAuthorizationCode(UrlFields fields, ReadOnlySpan<byte> key) =>
        key.SequenceEqual("code"u8) && Has(fields, "state"u8);

    // Engine.IO, "Protocol": 20 characters that name the connection, and stand beside the protocol's version.
    private static bool IsSession(UrlFields fields, ReadOnlySpan<byte> key, ReadOnlySpan<byte> text) =>
        text.Length == 20 && key.SequenceEqual("sid"u8)
        && !text.ContainsAnyExcept(AsciiSets.Base64Url) && Has(fields, "EIO"u8)
        && Has(fields, "transport"u8);

    private static bool Has(UrlFields fields, ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < fields.ParameterCount; i++)
        {
            if (fields.KeyOf(i).SequenceEqual(key))
                return true;
        }

        return false;
    }

    // Hexadecimal has too few digits to look random, but no digest decodes to readable text.
    private static bool IsHexText(ReadOnlySpan<byte> text)
    {
        if (text.Length < MinHexText || !KnownIdentifiers.IsHex(text))
            return false;

        Span<byte> decoded = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = Math.Min(text.Length & ~1, LabelDecoder.MaxDecoded * 2);
        length = LabelDecoder.Decode(text[..length], LabelEncoding.Hex, decoded);
        return length > 0 && LabelDecoder.IsText(decoded[..length]);
    }

    // RSA of 1024 to 4096 bits, and ECDSA in DER (RFC 3279 §2.2.3), under their name.
    private static bool IsSignature(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text) =>
        (text.Length is 256 or 384 or 512 or 768 or 1024
            || (text.Length is >= 136 and <= 144 && text.StartsWith("30"u8)))
        && (key.EndsWith("sig"u8) || key.EndsWith("sign"u8) || key.EndsWith("signature"u8));

    // A UUID in base 64, and what id generators make by default: 22 and 21 characters that name something in a path.
    private static bool IsShortId(ReadOnlySpan<byte> text) =>
        text.Length is 21 or 22 && !text.ContainsAnyExcept(AsciiSets.Base64Url);

    // Next.js puts the id of a build between these and its files.
    private static bool IsBuildId(UrlFields fields, int index) => index >= 2
        && fields.Text(fields[index - 1]).SequenceEqual("static"u8)
        && fields.Text(fields[index - 2]).SequenceEqual("_next"u8);

    // Matrix specification, appendix 4.2: an event is named by its SHA-256, a room by 18 characters and a server.
    private static bool IsMatrixName(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text)
    {
        const int Digest = 43;
        const int Room = 18;
        if (text.IsEmpty || !path.StartsWith("/_matrix/"u8))
            return false;
        var length = text[1..].IndexOfAnyExcept(AsciiSets.Base64Url);
        return (text[0] == '$' && length < 0 && text.Length == 1 + Digest)
            || (text[0] == '!' && length == Room && text[1 + Room] == ':');
    }

    private Finding Report(UrlFields fields, UrlField field, double entropy) => Report(
        fields, field, $"high entropy {Name(field.Kind)} ({entropy:F2} > {_threshold:F2} threshold)");

    private static Finding ReportText(UrlFields fields, UrlField field) =>
        Report(fields, field, $"{Name(field.Kind)} carries hex-encoded text") with { Decodings = ["hex"] };

    private static Finding Report(UrlFields fields, UrlField field, string reason) => new(
        ScanLayer.Entropy, "url-entropy", "URL Entropy", Severity.Medium, reason)
    {
        Where = UrlText.Place(fields, field),
    };

    private static string Name(UrlFieldKind kind) => kind switch
    {
        UrlFieldKind.PathSegment => "path segment",
        UrlFieldKind.QueryKey => "query key",
        _ => "query value",
    };
}
