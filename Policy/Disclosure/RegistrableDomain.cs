using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Pipelock.Policy.Disclosure;

/// <summary>Finds what somebody registered of a host name: <c>example.co.uk</c> in <c>a.b.example.co.uk</c>.</summary>
/// <remarks>
/// Instead of carrying the whole public suffix list, this knows its regular part: second-level labels such as
/// <c>co</c> and <c>com</c> under two-letter country domains. Where the list knows more (private suffixes such as
/// hosting platforms), the answer here is the broader domain: customers of one platform share a limit.
/// </remarks>
public static class RegistrableDomain
{
    private static readonly FrozenSet<string> SecondLevel = new[]
    {
        "ac", "ad", "asn", "biz", "co", "com", "csiro", "ed", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "govt",
        "gub", "gv", "id", "ind", "inf", "info", "int", "iwi", "k12", "ltd", "maori", "me", "mil", "mod", "muni",
        "name",
        "ne", "net", "nhs", "nic", "nom", "or", "org", "plc", "police", "pro", "res", "school", "sch", "web",
    }.ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        SecondLevel.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The registrable domain as a slice of <paramref name="host"/>; an address literal is its own.</summary>
    /// <param name="host">A host without brackets or port, in any case; a trailing dot is ignored.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> host)
    {
        if (host.Length > 0 && host[^1] == (byte)'.')
            host = host[..^1];
        if (IsAddress(host))
            return host;
        var last = host.LastIndexOf((byte)'.');
        if (last < 0)
            return host;
        var second = host[..last].LastIndexOf((byte)'.');
        if (second < 0)
            return host;
        if (!IsSuffix(host[(second + 1)..last], host[(last + 1)..]))
            return host[(second + 1)..];
        var third = host[..second].LastIndexOf((byte)'.');
        return third < 0 ? host : host[(third + 1)..];
    }

    private static bool IsSuffix(ReadOnlySpan<byte> label, ReadOnlySpan<byte> topLevel)
    {
        if (topLevel.Length != 2 || label.Length is 0 or > 6)
            return false;
        Span<char> lower = stackalloc char[6];
        for (var i = 0; i < label.Length; i++)
            lower[i] = (char)(label[i] is >= (byte)'A' and <= (byte)'Z' ? label[i] | 0x20 : label[i]);
        return Lookup.Contains(lower[..label.Length]);
    }

    private static bool IsAddress(ReadOnlySpan<byte> host)
    {
        if (host.Contains((byte)':'))
            return true;
        // Only a host whose last label starts with a digit can be an IPv4 literal: no top-level domain does.
        var label = host[(host.LastIndexOf((byte)'.') + 1)..];
        if (label.IsEmpty || !char.IsAsciiDigit((char)label[0]) || host.Length > 64)
            return false;
        Span<char> text = stackalloc char[64];
        return Encoding.ASCII.TryGetChars(host, text, out var length) && IPAddress.TryParse(text[..length], out _);
    }
}
