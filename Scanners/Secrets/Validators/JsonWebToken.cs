using System.Buffers;
using System.Buffers.Text;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>
/// JSON Web Tokens: three dotted parts, the first a JSON object with a member <c>alg</c> (RFC 7515 §4.1.1).
/// </summary>
internal static class JsonWebToken
{
    /// <summary>Longest header that is looked at, in characters; real ones have 36 to a few hundred.</summary>
    private const int MaxHeader = 2048;

    /// <summary>
    /// A run of base64url may start with other text; so many places in it are tried as the header's start.
    /// </summary>
    private const int MaxStarts = 16;

    private const int MinPayload = 10;
    private const int MinSignature = 4;

    private static readonly SearchValues<byte> s_part =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="u8);

    /// <summary>Widens a match around the first dot to the whole token.</summary>
    /// <param name="text">The text scanned.</param>
    /// <param name="start">On success the first byte of the header.</param>
    /// <param name="end">On success the end of the signature.</param>
    public static bool TryWiden(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var dot = text[start..end].IndexOf(".ey"u8);
        if (dot < 0)
            return false;
        dot += start;
        if (!TryFindHeader(text[..dot], out var headerStart, out var isUnsigned, out var isProof) || isProof)
            return false;
        var payloadEnd = RunEnd(text, dot + 1, s_part);
        if (payloadEnd - dot <= MinPayload || payloadEnd >= text.Length || text[payloadEnd] != '.')
            return false;
        var signatureEnd = RunEnd(text, payloadEnd + 1, AsciiSets.PaddedBase64);
        // RFC 7515 appendix A.5: an unsecured token ends with its second dot, and still tells its claims.
        if (signatureEnd - payloadEnd <= MinSignature && !isUnsigned)
            return false;
        if (IsSample(text[(dot + 1)..payloadEnd]))
            return false;
        (start, end) = (headerStart, signatureEnd);
        return true;
    }

    private static bool TryFindHeader(ReadOnlySpan<byte> before, out int start, out bool isUnsigned, out bool isProof)
    {
        var floor = Math.Max(0, before.Length - MaxHeader);
        var run = before[floor..];
        run = run[(run.LastIndexOfAnyExcept(s_part) + 1)..];
        var offset = before.Length - run.Length;
        var header = run.TrimEnd((byte)'=');
        for (var tries = 0; tries < MaxStarts; tries++)
        {
            var at = header.IndexOf("ey"u8);
            if (at < 0)
                break;
            header = header[at..];
            offset += at;
            if (IsHeader(header, out isUnsigned, out isProof))
            {
                start = offset;
                return true;
            }

            header = header[1..];
            offset++;
        }

        (start, isUnsigned, isProof) = (0, false, false);
        return false;
    }

    private static bool IsHeader(ReadOnlySpan<byte> encoded, out bool isUnsigned, out bool isProof)
    {
        (isUnsigned, isProof) = (false, false);
        Span<byte> json = stackalloc byte[MaxHeader];
        if (Base64Url.DecodeFromUtf8(encoded, json, out _, out var length) != OperationStatus.Done)
            return false;
        json = json[..length];
        isUnsigned = json.IndexOf("\"none\""u8) >= 0;
        // RFC 9449 §4.2: made for one request, and of no use to who reads it.
        isProof = json.IndexOf("\"dpop+jwt\""u8) >= 0;
        return json.Length > 0 && json[0] == '{' && json[1..].TrimStart(" \t\r\n"u8).StartsWith("\""u8)
            && json.IndexOf("\"alg\""u8) >= 0;
    }

    /// <summary>
    /// Claims of a handful of words and none that a server would look at, as <c>{"some":"payload"}</c> in a manual.
    /// </summary>
    private static bool IsSample(ReadOnlySpan<byte> payload)
    {
        const int Longest = 64;
        Span<byte> json = stackalloc byte[Longest];
        if (payload.Length > Longest
            || Base64Url.DecodeFromUtf8(
                payload.TrimEnd((byte)'='), json, out _, out var length) != OperationStatus.Done)
        {
            return false;
        }

        json = json[..length];
        return json.StartsWith("{\""u8) && json.EndsWith("\"}"u8) && json.Count((byte)'"') == 4
            && json.IndexOfAnyInRange((byte)'0', (byte)'9') < 0 && !IsClaim(json[2..]);
    }

    private static bool IsClaim(ReadOnlySpan<byte> json) =>
        json.StartsWith("sub\""u8) || json.StartsWith("iss\""u8) || json.StartsWith("aud\""u8)
        || json.StartsWith("jti\""u8) || json.StartsWith("scope"u8) || json.StartsWith("role"u8)
        || json.StartsWith("user"u8) || json.StartsWith("email"u8) || json.StartsWith("id\""u8);

    private static int RunEnd(ReadOnlySpan<byte> text, int from, SearchValues<byte> set)
    {
        if (from >= text.Length)
            return text.Length;
        var length = text[from..].IndexOfAnyExcept(set);
        return length < 0 ? text.Length : from + length;
    }
}
