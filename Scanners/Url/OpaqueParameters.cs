using System.Text;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Recognises query parameters whose values are random because the server made them so and gets them back: page tokens,
/// the parameters of OAuth, click ids, images as data URLs.
/// </summary>
internal static class OpaqueParameters
{
    private const int MaxToken = 256;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_names = new HashSet<string>(
    [
        // Where to continue a listing.
        "cursor", "next_cursor", "start_cursor", "end_cursor", "page_token", "pagetoken", "next_page_token",
        "nextpagetoken", "continuation", "continuation-token", "continuation_token", "continuationtoken", "starttoken",
        "next_token", "nexttoken", "page_after", "page[after]", "page[cursor]", "after", "before", "starting_after",
        "ending_before", "$skiptoken", "skiptoken", "marker", "synctoken", "sync_token",
        "scroll_id", "scrollid", "page_info", "next", "continue", "bookmark", "paging_token", "pagingtoken", "skip_token",
        "$deltatoken", "deltatoken", "delta_token", "exclusivestartkey", "lastevaluatedkey", "last_key", "lastkey",
        // RFC 7636 §4.3, OpenID Connect Core §3.1.2.1, RFC 6749 §4.1.1
        "code_challenge", "nonce", "state", "relaystate",
        // What a site gives its own forms against requests forged elsewhere.
        "authenticity_token", "csrf_token", "csrfmiddlewaretoken", "_csrf", "__requestverificationtoken",
        // What advertisers append to every link.
        "gclid", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "ttclid", "twclid", "li_fat_id", "igshid", "_gl",
        "mc_eid", "mkt_tok", "yclid", "dib", "srsltid", "ved", "ei", "sxsrf", "sca_esv", "gs_lp", "gs_lcrp",
        // Which version of a file.
        "etag", "if-match", "integrity", "rev", "revision", "hash", "digest", "checksum",
    ]).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly System.Buffers.SearchValues<byte> s_photo =
        System.Buffers.SearchValues.Create("0123456789|-abcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Whether the value is random for a good reason.</summary>
    public static bool IsOpaque(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (IsImage(value) || IsIntegrity(value) || IsPlaylist(value) || IsPlace(value) || IsPhoto(key, value)
            || IsVerification(key, value))
            return true;

        Span<char> name = stackalloc char[32];
        if (value.Length > MaxToken || key.Length > name.Length
            || Ascii.ToLower(key, name, out var length) != System.Buffers.OperationStatus.Done
            || !s_names.Contains(name[..length]))
        {
            return false;
        }

        // A token that is readable text in disguise is not opaque, whatever it calls itself.
        Span<byte> decoded = stackalloc byte[LabelDecoder.MaxDecoded];
        var bytes = LabelDecoder.Decode(value.TrimEnd((byte)'='), LabelEncoding.Base64, decoded);
        return bytes < 16 || !LabelDecoder.IsText(decoded[..bytes]) || !ContainsAssignment(decoded[..bytes]);
    }

    // A small JSON object is what programs remember over a login; sentences and assignments are not.
    private static bool ContainsAssignment(ReadOnlySpan<byte> text) => text.StartsWith("{\""u8)
        ? HasSentence(text)
        : text.IndexOfAny((byte)'=', (byte)' ') >= 0;

    // The title of what was listed last has a few words. Some writers put a blank behind every colon and comma.
    private static bool HasSentence(ReadOnlySpan<byte> json)
    {
        const int MostBlanks = 2;
        var blanks = 0;
        for (var at = 1; at < json.Length; at++)
            blanks += json[at] == ' ' && json[at - 1] is not ((byte)':' or (byte)',') ? 1 : 0;
        return blanks > MostBlanks;
    }

    /// <summary>The digest of a file as pages name it (Subresource Integrity §3.1), or the beginning of one.</summary>
    private static bool IsIntegrity(ReadOnlySpan<byte> value)
    {
        const int Prefix = 7; // sha384-
        const int Shortest = 20;
        if (value.Length <= Prefix || !value.StartsWith("sha"u8) || value[Prefix - 1] != '-')
            return false;
        var bytes = value[3..(Prefix - 1)] switch
        {
            [(byte)'2', (byte)'5', (byte)'6'] => 32,
            [(byte)'3', (byte)'8', (byte)'4'] => 48,
            [(byte)'5', (byte)'1', (byte)'2'] => 64,
            _ => 0,
        };
        Span<byte> digest = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = LabelDecoder.Decode(value[Prefix..].TrimEnd((byte)'='), LabelEncoding.Base64, digest);
        return length >= Shortest && length <= bytes && !LabelDecoder.IsText(digest[..length]);
    }

    /// <summary>A list of videos at YouTube: its mark, and 32 characters.</summary>
    private static bool IsPlaylist(ReadOnlySpan<byte> value) =>
        value.Length == 34 && value.StartsWith("PL"u8) && !value.ContainsAnyExcept(AsciiSets.Base64Url);

    /// <summary>A place at Google: two fields of a message, each with its tag and 64 bits.</summary>
    private static bool IsPlace(ReadOnlySpan<byte> value)
    {
        const int Bytes = 20;
        if (value.Length != 27 || !value.StartsWith("ChIJ"u8))
            return false;
        Span<byte> message = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = LabelDecoder.Decode(value, LabelEncoding.Base64, message);
        return length == Bytes && message[11] == 0x11 && !LabelDecoder.IsText(message[3..11]);
    }

    /// <summary>Where Unsplash counts who shows a photo: numbers and names of pages, with bars between.</summary>
    private static bool IsPhoto(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        const int LeastFields = 6;
        if (!key.SequenceEqual("ixid"u8) || value.Length > LabelDecoder.MaxDecoded)
            return false;
        Span<byte> text = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = LabelDecoder.Decode(value.TrimEnd((byte)'='), LabelEncoding.Base64, text);
        return length > 0 && text[..length].Count((byte)'|') >= LeastFields
            && !text[..length].ContainsAnyExcept(s_photo);
    }

    /// <summary>What Cloudflare lets a download through by: when it was signed, in seconds, and an HMAC-SHA256 or its
    /// beginning in base64 (Ruleset Engine, is_timed_hmac_valid_v0).</summary>
    private static bool IsVerification(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        const int Seconds = 10;
        const int Longest = 32;
        if (!key.SequenceEqual("verify"u8) || value.Length <= Seconds || value[Seconds] != '-' || value[0] is not
            ((byte)'1' or (byte)'2') || value[..Seconds].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[LabelDecoder.MaxDecoded];
        var length = LabelDecoder.Decode(value[(Seconds + 1)..].TrimEnd((byte)'='), LabelEncoding.Base64, mac);
        return length is > 0 and <= Longest && !LabelDecoder.IsText(mac[..length]);
    }

    /// <summary>A data URL (RFC 2397) of a picture whose first bytes are a picture's.</summary>
    private static bool IsImage(ReadOnlySpan<byte> value)
    {
        const int Peek = 24;
        if (!value.StartsWith("data:image/"u8))
            return false;

        var start = value.IndexOf(";base64,"u8);
        if (start < 0)
            return false;

        var encoded = value[(start + ";base64,".Length)..];
        if (encoded.Length < Peek)
            return false;

        Span<byte> head = stackalloc byte[Peek];
        System.Buffers.Text.Base64.DecodeFromUtf8(encoded[..Peek], head, out _, out var length);
        return head[..length] is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xff, 0xd8, 0xff, ..]
            or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..];
    }
}
