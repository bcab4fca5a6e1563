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

    private static readonly HostPatterns Logins = new(["accounts.google.com"]);

    private static readonly HostPatterns ErrorTrackers = new(["*.ingest.sentry.io", "*.ingest.us.sentry.io",
        "*.ingest.de.sentry.io"]);

    private static readonly HostPatterns Meetings = new(["zoom.us", "*.zoom.us"]);

    private static readonly HostPatterns Explorers = new(
    [
        "*.etherscan.io", "polygonscan.com", "*.polygonscan.com", "*.bscscan.com", "*.arbiscan.io", "*.basescan.org",
        "*.snowtrace.io", "*.blockscout.com", "*.gnosisscan.io", "*.lineascan.build",
    ]);

    /// <summary>The same URL with its public part blanked, to be looked at instead; null when it has none.</summary>
    /// <remarks>Called only after something was found, so it may allocate.</remarks>
    public static byte[]? Mask(in UrlParts url)
    {
        ReadOnlySpan<byte> raw = url.Raw;
        int pathStart = raw.IndexOf(url.Path);
        if (url.Path.IsEmpty || pathStart < 0)
            return null;

        ReadOnlySpan<byte> tail = raw[pathStart..];
        (int start, int length) = Find(url.Host, tail);
        if (length == 0)
            return null;

        byte[] masked = raw.ToArray();
        masked.AsSpan(pathStart + start, length).Fill((byte)'x');
        return masked;
    }

    private static (int Start, int Length) Find(ReadOnlySpan<byte> host, ReadOnlySpan<byte> tail)
    {
        if (Logins.Contains(host))
            return After(tail, "client_id="u8, ClientId);
        if (ErrorTrackers.Contains(host))
            return After(tail, "/api/"u8, ProjectNumber);
        if (Meetings.Contains(host) && tail.StartsWith("/j/"u8))
            return After(tail, "pwd="u8, Invitation);
        if (!Explorers.Contains(host))
            return default;

        (int Start, int Length) found = After(tail, "/tx/0x"u8, Hash);
        return found.Length > 0 ? found : After(tail, "/block/0x"u8, Hash);
    }

    private static (int Start, int Length) After(
        ReadOnlySpan<byte> tail, ReadOnlySpan<byte> mark, Func<ReadOnlySpan<byte>, int> measure)
    {
        int at = tail.IndexOf(mark);
        return at < 0 ? default : (at + mark.Length, measure(tail[(at + mark.Length)..]));
    }

    // A number, a dash, 32 characters, then this.
    private static int ClientId(ReadOnlySpan<byte> text)
    {
        const int NameLength = 32;
        int digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        int end = digits + 1 + NameLength;
        return digits > 0 && text[digits] == '-' && text.Length > end
            && text[end..].StartsWith(".apps.googleusercontent.com"u8) ? end : 0;
    }

    // What an invitation lets its guests in by: letters and digits, and a number behind a dot.
    private static int Invitation(ReadOnlySpan<byte> text)
    {
        const int Longest = 40;
        int end = text.IndexOf((byte)'&');
        text = end < 0 ? text : text[..end];
        return text.Length <= Longest && !text.ContainsAnyExcept(s_invitation) ? text.Length : 0;
    }

    private static int ProjectNumber(ReadOnlySpan<byte> text)
    {
        int digits = text.IndexOf((byte)'/');
        return digits is > 0 and <= MaxProjectDigits && !text[..digits].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? digits
            : 0;
    }

    private static int Hash(ReadOnlySpan<byte> text)
    {
        bool isWhole = text.Length == HashDigits
            || (text.Length > HashDigits && text[HashDigits] is (byte)'/' or (byte)'?' or (byte)'#');
        return isWhole && KnownIdentifiers.IsHex(text[..HashDigits]) ? HashDigits : 0;
    }
}
