using System.Buffers;
using System.Net;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners.Mcp;

/// <summary>Looks at the URLs in what is sent to a tool.</summary>
/// <remarks>
/// A value that is a URL is judged as a request to it would be, except for what is everyday between an agent and its
/// tools: pages of this machine and its network, long and random-looking paths. Services that hand out the credentials
/// of a cloud machine are nobody's everyday business, neither as a value nor as what a command fetches.
/// </remarks>
internal sealed class ArgumentUrls(ScanEngine engine)
{
    private const int MaxUrl = 8 * 1024;
    private const int MaxScheme = 16;
    private const string Where = "params, a URL";

    private static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n\"'`<>|\\;,(){}[]"u8);
    private static readonly SearchValues<string> s_fetchers = SearchValues.Create(
        ["curl", "wget", "invoke-webrequest", "invoke-restmethod", "iwr ", "http get", "httpie", "lynx ", "aria2c"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>SSH, mail, Docker, etcd, databases, Redis, Consul, kubelet, Elasticsearch, memcached,
    /// MongoDB.</summary>
    private static readonly System.Collections.Frozen.FrozenSet<int> s_services = System.Collections.Frozen.FrozenSet
        .ToFrozenSet([22, 23, 25, 2375, 2376, 2379, 3306, 5432, 5984, 6379, 6443, 8500, 9200, 9300, 10250, 10255, 11211,
            27017]);

    private static readonly byte[][] s_operatorPaths =
        ["/admin"u8.ToArray(), "/actuator"u8.ToArray(), "/internal"u8.ToArray(), "/server-status"u8.ToArray()];

    /// <summary>Adds what is wrong about the URLs in a value.</summary>
    internal void Check(ReadOnlySpan<byte> value, ref FindingSet found)
    {
        var at = value.IndexOf("://"u8);
        if (at < 0)
        {
            CheckWithoutScheme(value.Trim(" \t\r\n"u8), ref found);
            return;
        }

        var trimmed = value.Trim(" \t\r\n"u8);
        var isUrl = trimmed.Length <= MaxUrl && !trimmed.ContainsAny(" \t\r\n"u8) && SchemeLength(trimmed) > 0;
        if (isUrl)
            CheckWhole(trimmed, ref found);
        else if (IsFetch(value[..Math.Min(at, MaxUrl)]))
            CheckAll(value, ref found);
    }

    // Tools that fetch add the scheme themselves; only a host with a path is surely meant as an address.
    private void CheckWithoutScheme(ReadOnlySpan<byte> value, ref FindingSet found)
    {
        const int LongestHost = 64;
        var slash = value[..Math.Min(value.Length, LongestHost)].IndexOf((byte)'/');
        if (slash <= 0 || !value[..slash].Contains((byte)'.') || value.ContainsAny(" \t\r\n"u8))
            return;
        var port = value[..slash].IndexOf((byte)':');
        AddMetadata(value[..(port < 0 ? slash : port)], ref found);
    }

    private void CheckWhole(ReadOnlySpan<byte> url, ref FindingSet found)
    {
        if (!UrlParts.TryParse(url, out var parts, out _) || CheckHost(parts, ref found)
            || CheckInternal(parts, ref found) || !parts.IsHttp)
        {
            return;
        }

        var all = engine.ScanUrl(parts);
        for (var i = 0; i < all.Count; i++)
        {
            var finding = all[i];
            var counts = finding.Layer is ScanLayer.Blocklist or ScanLayer.Dlp or ScanLayer.CoreDlp
                or ScanLayer.SubdomainEntropy or ScanLayer.CrlfInjection;
            if (counts)
                found.Add(finding with { Layer = ScanLayer.McpInput, Where = Where });
        }
    }

    private void CheckAll(ReadOnlySpan<byte> value, ref FindingSet found)
    {
        while (value.IndexOf("://"u8) is >= 0 and var at)
        {
            var start = at;
            while (start > 0 && at - start < MaxScheme && char.IsAsciiLetter((char)value[start - 1]))
                start--;
            var length = value[at..].IndexOfAny(s_ends);
            var url = length < 0 ? value[start..] : value[start..(at + length)];
            if (url.Length <= MaxUrl && UrlParts.TryParse(url, out var parts, out _)
                && CheckHost(parts, ref found))
            {
                return;
            }

            value = length < 0 ? default : value[(at + length)..];
        }
    }

    private bool CheckHost(in UrlParts url, ref FindingSet found) =>
        CheckMetadata(url, ref found) || CheckDisguise(url, ref found);

    private bool CheckMetadata(in UrlParts url, ref FindingSet found) => AddMetadata(url.Host, ref found);

    private bool AddMetadata(ReadOnlySpan<byte> host, ref FindingSet found)
    {
        if (!engine.Addresses.IsCloudMetadata(host))
            return false;
        found.Add(new Finding(
            ScanLayer.McpInput, "mcp-cloud-metadata", "Cloud Metadata", Severity.Critical,
            "the URL leads to the service that hands out the credentials of a cloud machine") { Where = Where });
        return true;
    }

    // Nobody writes the address of his own machine as 2130706433.
    private bool CheckDisguise(in UrlParts url, ref FindingSet found)
    {
        if (!HostLiteral.TryParse(url.Host, out IPAddress address) || engine.Addresses.CheckHost(url.Host) is null)
            return false;
        Span<byte> usual = stackalloc byte[64];
        if (address.TryFormat(usual, out var length) && usual[..length].SequenceEqual(url.Host))
            return false;
        if (url.IsIpv6Literal && !address.IsIPv4MappedToIPv6 && !url.Host.Contains((byte)'.'))
            return false;
        found.Add(new Finding(
            ScanLayer.McpInput, "mcp-disguised-address", "Disguised Address", Severity.High,
            "the URL leads to an internal address that is written so as not to be recognised") { Where = Where });
        return true;
    }

    // Pages of one's own machine and network are everyday; databases, and what only an operator opens, are not.
    private bool CheckInternal(in UrlParts url, ref FindingSet found)
    {
        if (engine.Addresses.CheckHost(url.Host) is null
            || (!s_services.Contains(url.Port) && !IsForOperators(url.Path)))
        {
            return false;
        }

        found.Add(new Finding(
            ScanLayer.McpInput, "mcp-internal-address", "Internal Address", Severity.High,
            "the URL leads to an internal address of a service or of its operators") { Where = Where });
        return true;
    }

    private static bool IsForOperators(ReadOnlySpan<byte> path)
    {
        foreach (var start in s_operatorPaths)
        {
            if (path.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(path[..start.Length], start)
                && (path.Length == start.Length || path[start.Length] is (byte)'/' or (byte)'?'))
            {
                return true;
            }
        }

        return false;
    }

    private static int SchemeLength(ReadOnlySpan<byte> url)
    {
        var length = url.IndexOf((byte)':');
        return length > 0 && char.IsAsciiLetter((char)url[0]) && url[..length].IndexOfAny(s_ends) < 0 ? length : 0;
    }

    private static bool IsFetch(ReadOnlySpan<byte> before)
    {
        const int Looked = 256;
        Span<char> text = stackalloc char[Looked];
        before = before[^Math.Min(before.Length, Looked)..];
        for (var i = 0; i < before.Length; i++)
            text[i] = (char)before[i];
        return text[..before.Length].ContainsAny(s_fetchers);
    }
}
