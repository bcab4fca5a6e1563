using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Entropy;

/// <summary>
/// Recognises identifiers that are random by design and give nothing away: UUID, ULID, digests, object ids.
/// </summary>
internal static class KnownIdentifiers
{
    // BIP-173: these 32 characters, and the 1 that ends the prefix.
    private static readonly SearchValues<byte> s_bech32Bytes =
        SearchValues.Create("qpzry9x8gf2tvdw0s3jn54khce6mua7lb1"u8);

    private static readonly SearchValues<byte> s_dateBytes =
        SearchValues.Create("0123456789-/"u8);

    private static readonly SearchValues<byte> s_timeBytes =
        SearchValues.Create("0123456789:.,+-"u8);

    private const ulong UuidDashes = (1UL << 8) | (1UL << 13) | (1UL << 18) | (1UL << 23);

    /// <summary>The length of a UUID (RFC 9562 §4).</summary>
    internal const int UuidLength = 36;

    private const int UlidLength = 26;
    private const int DateLength = 10;

    // Names that well-known services put in front of their objects' ids. An id is no credential.
    private static readonly FrozenSet<ulong> s_objectPrefixes = new[]
    {
        "thread", "run", "asst", "msg", "msgbatch", "file", "chatcmpl", "cmpl", "resp", "batch", "ftjob", "vs", "step",
        "call",
        "toolu", "req", "org", "proj", "conv", "cus", "pi", "ch", "sub", "in", "price", "prod", "evt", "cs", "seti",
        "pm", "acct", "si", "il", "txn", "re", "dp", "po", "we", "usr", "user", "team", "ws", "job", "task", "session",
        "dpl", "deploy", "inv", "ord", "order", "item", "doc", "page", "block", "node",
    }.Select(static prefix => prefix.Aggregate(0UL, static (packed, letter) => (packed << 8) | letter))
        .ToFrozenSet();

    /// <summary>The length of a UUID (RFC 9562 §4) at the start of a text, 0 when there is none.</summary>
    public static int MatchUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length < UuidLength || (text.Length > UuidLength && char.IsAsciiLetterOrDigit((char)text[UuidLength])))
            return 0;

        // The second half begins within the first.
        const int Second = UuidLength - 32;
        ref var start = ref MemoryMarshal.GetReference(text);
        var first = Vector256.LoadUnsafe(ref start);
        var second = Vector256.LoadUnsafe(ref start, Second);
        var dashes = Dashes(first) | (Dashes(second) << Second);
        var digits = HexDigits(first) | (HexDigits(second) << Second);
        const ulong All = (1UL << UuidLength) - 1;
        return dashes == UuidDashes && digits == (~UuidDashes & All) ? UuidLength : 0;
    }

    private static ulong Dashes(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)'-')).ExtractMostSignificantBits();

    private static ulong HexDigits(Vector256<byte> bytes)
    {
        var letters = (bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a');
        return (Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9))
            | Vector256.LessThanOrEqual(letters, Vector256.Create((byte)5))).ExtractMostSignificantBits();
    }

    /// <summary>The length of a date, and of the time behind it, at the start of a text; 0 when there is
    /// none.</summary>
    public static int MatchTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < DateLength || !IsDate(text[..DateLength]))
            return 0;

        var hasTime = text.Length > DateLength + 3 && text[DateLength] is (byte)'T' or (byte)' '
            && text[DateLength + 3] == ':';
        var length = DateLength + (hasTime ? 1 : 0);
        while (hasTime && length < text.Length && s_timeBytes.Contains(text[length]))
            length++;
        length += hasTime && length < text.Length && text[length] == 'Z' ? 1 : 0;
        return length < text.Length && char.IsAsciiLetterOrDigit((char)text[length]) ? 0 : length;
    }

    /// <summary>A date with or without its time, in the long form or the short one (RFC 3339 §5.6, ISO 8601).</summary>
    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        var separator = text.IndexOf((byte)'T');
        var date = separator < 0 ? text : text[..separator];
        return IsDate(date) && (separator < 0 || !text[(separator + 1)..].TrimEnd((byte)'Z').ContainsAnyExcept(s_timeBytes));
    }

    private static bool IsDate(ReadOnlySpan<byte> text) =>
        (text.Length == 8 || (text.Length == DateLength && text[4] is (byte)'-' or (byte)'/' && text[7] == text[4]))
        && !text.ContainsAnyExcept(s_dateBytes);

    /// <summary>An id of digits and letters that stands for something by itself.</summary>
    /// <param name="token">ASCII letters and digits only.</param>
    /// <param name="isDigest">
    /// It is the digest of something; a few of these in one place are usual, many are cargo.
    /// </param>
    public static bool IsIdentifier(ReadOnlySpan<byte> token, out bool isDigest)
    {
        // Abbreviated commits; then ObjectId, MD5, SHA-1, trace ids, SHA-224 to SHA-512 in hex.
        isDigest = (token.Length is >= 6 and <= 20 or 24 or 32 or 40 or 48 or 56 or 64 or 96 or 128) && IsHex(token);
        return isDigest || IsUlid(token);
    }

    /// <summary>
    /// A service's name for its own object: a known prefix, <c>_</c> or <c>-</c>, 10 to 40 letters and digits.
    /// </summary>
    /// <param name="text">What may begin with one.</param>
    /// <param name="least">How many letters and digits there must be behind the prefix.</param>
    /// <returns>Its length at the start of <paramref name="text"/>, 0 when there is none.</returns>
    public static int MatchObjectId(ReadOnlySpan<byte> text, int least = 10)
    {
        const int LongestPrefix = 8;
        ulong prefix = 0; // its letters, a byte each
        var length = 0;
        while (length < text.Length && length < LongestPrefix && char.IsAsciiLetterLower((char)text[length]))
            prefix = (prefix << 8) | text[length++];

        if (length is 0 || length == text.Length || text[length] is not ((byte)'_' or (byte)'-')
            || !s_objectPrefixes.Contains(prefix))
        {
            return 0;
        }

        var end = length + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
            end++;
        return end - length - 1 <= 40 && end - length - 1 >= least ? end : 0;
    }

    /// <summary>
    /// The identifiers of content-addressed networks (IPFS CID in base 58 and 32, IPNS key) and public payment
    /// addresses
    /// (BIP-173, BIP-350): hashes.
    /// </summary>
    public static bool IsContentId(ReadOnlySpan<byte> text) => text.Length switch
    {
        42 => text.StartsWith("bc1q"u8) && !text.ContainsAnyExcept(s_bech32Bytes),
        62 when text.StartsWith("bc1"u8) => !text.ContainsAnyExcept(s_bech32Bytes),
        46 => text.StartsWith("Qm"u8),
        59 => text.StartsWith("bafy"u8) || text.StartsWith("bafk"u8),
        62 => text.StartsWith("k51"u8),
        _ => false,
    };

    // Crockford's base 32 in capitals; the first character holds the three highest of 128 bits. From the ULID
    // specification.
    private static bool IsUlid(ReadOnlySpan<byte> token)
    {
        if (token.Length != UlidLength || token[0] is < (byte)'0' or > (byte)'7')
            return false;

        foreach (var c in token)
        {
            var isLetter = char.IsAsciiLetterUpper((char)c) && (char)c is not ('I' or 'L' or 'O' or 'U');
            if (!isLetter && !char.IsAsciiDigit((char)c))
                return false;
        }

        return true;
    }

    /// <summary>Hexadecimal digits and nothing else.</summary>
    public static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit((char)c))
                return false;
        }

        return true;
    }
}
