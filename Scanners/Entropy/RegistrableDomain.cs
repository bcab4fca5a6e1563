using System.Text;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Entropy;

/// <summary>
/// The part of a host that somebody registered: the public suffix and one label (eTLD+1). What is counted per domain is
/// counted by it, so that an endless supply of subdomains gains nothing.
/// </summary>
/// <remarks>
/// Thread-safe, allocates nothing on spans. The list is embedded; names it does not know count by their last label.
/// </remarks>
public static class RegistrableDomain
{
    /// <summary>
    /// The registrable domain within <paramref name="host"/>, a slice of it without a trailing dot. An address, a
    /// single label and a public suffix by itself come back whole.
    /// </summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> host)
    {
        if (host.EndsWith("."u8))
            host = host[..^1];
        if (HostLiteral.TryParse(host, out IpBits _))
            return host;

        var suffix = PublicSuffixes.Measure(host);
        if (suffix >= host.Length)
            return host;

        var before = host[..^(suffix + 1)];
        return host[(before.LastIndexOf((byte)'.') + 1)..];
    }

    /// <summary>The same for text, in lower case.</summary>
    public static string Of(string host)
    {
        var bytes = Encoding.UTF8.GetBytes(host);
        return Encoding.UTF8.GetString(Of(bytes)).ToLowerInvariant();
    }
}
