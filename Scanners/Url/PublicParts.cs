using System.Buffers;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Recognises what looks like a secret but is public at the one service it is sent to: the id of an OAuth client, the
/// number of an error tracker's project, the hash of a transaction.
/// </summary>
internal static class PublicParts
{
    private const int HashDigits = 64;
    private const int MaxProjectDigits = 20;

    private static readonly SearchValues<byte> s_invitation =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789."u8);

    private static readonly HostPatterns s_logins = new(["accounts.google.com"]);

    private static readonly HostPatterns s_errorTrackers = new(["*.ingest.sentry.io", "*.ingest.us.sentry.io",
        "*.ingest.de.sentry.io"]);

    private static readonly HostPatterns s_meetings = new(["zoom.us", "*.zoom.us"]);

    private static readonly HostPatterns s_explorers = new(
    [
        "*.etherscan.io", "polygonscan.com", "*.polygonscan.com", "*.bscscan.com", "*.arbiscan.io", "*.basescan.org",
        "*.snowtrace.io", "*.blockscout.com", "*.gnosisscan.io", "*.lineascan.build",
    ]);

    /// <summary>The same URL with its public part blanked, to be looked at instead; null when it has none.</summary>
    /// <remarks>Called only after something was found, so it may allocate.</remarks>
    public static byte[]? Mask(in UrlParts url)
    {
        var raw = url.Raw;
        var pathStart = raw.IndexOf(url.Path);
        if (url.Path.IsEmpty || pathStart < 0)
            return null;

        var tail = raw[pathStart..];
        (var start, var length) = Find(url.Host, tail);
        if (length == 0)
            return null;

        var masked = raw.ToArray();
        masked.AsSpan(pathStart + start, length).Fill((byte)'x');
        return masked;
    }

    private static (int Start, int Length) Find(ReadOnlySpan<byte> host, ReadOnlySpan<byte> tail)
    {
        if (s_logins.Contains(host))
            return After(tail, "client_id="u8, ClientId);
        if (s_errorTrackers.Contains(host))
            return After(tail, "/api/"u8, ProjectNumber);
        if (s_meetings.Contains(host) && tail.StartsWith("/j/"u8))
            return After(tail, "pwd="u8, Invitation);
        if (!s_explorers.Contains(host))
            return default;

        var found = After(tail, "/tx/0x"u8, Hash);
        return found.Length > 0 ? found : After(tail, "/block/0x"u8, Hash);
    }

    private static (int Start, int Length) After(
        ReadOnlySpan<byte> tail, ReadOnlySpan<byte> mark, Func<ReadOnlySpan<byte>, int> measure)
    {
        var at = tail.IndexOf(mark);
        return at < 0 ? default : (at + mark.Length, measure(tail[(at + mark.Length)..]));
    }

    // A number, a dash, 32 characters, then this.
    private static int ClientId(ReadOnlySpan<byte> text)
    {
        const int NameLength = 32;
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var end = digits + 1 + NameLength;
        return digits > 0 && text[digits] == '-' && text.Length > end
            && text[end..].StartsWith(".apps.googleusercontent.com"u8) ? end : 0;
    }

    // What an invitation lets its guests in by: letters and digits, and a number behind a dot.
    private static int Invitation(ReadOnlySpan<byte> text)
    {
        const int Longest = 40;
        var end = text.IndexOf((byte)'&');
        text = end < 0 ? text : text[..end];
        return text.Length <= Longest && !text.ContainsAnyExcept(s_invitation) ? text.Length : 0;
    }

    private static int ProjectNumber(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOf((byte)'/');
        return digits is > 0 and <= MaxProjectDigits && !text[..digits].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? digits
            : 0;
    }

    private static int Hash(ReadOnlySpan<byte> text)
    {
        var isWhole = text.Length == HashDigits
            || (text.Length > HashDigits && text[HashDigits] is (byte)'/' or (byte)'?' or (byte)'#');
        return isWhole && KnownIdentifiers.IsHex(text[..HashDigits]) ? HashDigits : 0;
    }
}
