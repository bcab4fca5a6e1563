using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners.A2a;

/// <summary>Judges the URLs that one agent hands another: it will ask for them, from inside.</summary>
/// <remarks>Immutable and thread-safe; a URL nothing is wrong with costs no allocation.</remarks>
internal sealed class AgentUrls(UrlScanner urls, AddressRules addresses)
{
    private const string Where = "a2a, a URL";

    private static readonly NameSet s_secretSchemes =
        new("file", "gopher", "dict", "ldap", "ldaps", "tftp", "jar", "netdoc", "smb");

    private static readonly NameSet s_scriptSchemes = new("javascript", "vbscript");

    private static readonly NameSet s_otherSchemes = new("ws", "wss", "grpc", "grpcs");

    /// <summary>Adds what is wrong about a value, if it is an absolute URL.</summary>
    internal void Check(ReadOnlySpan<byte> value, ref FindingSet found)
    {
        value = value.Trim(" \t\r\n"u8);
        var scheme = value.IndexOf((byte)':');
        if (scheme <= 0 || value.ContainsAny(" \t\r\n"u8))
            return;
        if (s_secretSchemes.Contains(value[..scheme]))
        {
            Add(ref found, "a2a-url-scheme", "the URL leads to a file or a service that agents do not read by URL");
            return;
        }

        if (s_scriptSchemes.Contains(value[..scheme]) && value.ContainsAny("(=.;"u8))
        {
            Add(ref found, "a2a-url-script", "the URL is a program, which whoever opens it runs");
            return;
        }

        if (!value[scheme..].StartsWith("://"u8) || !UrlParts.TryParse(value, out var parts, out _))
            return;
        if (parts.IsHttp)
            AddAll(urls.Scan(parts), ref found);
        else if (s_otherSchemes.Contains(value[..scheme]) && addresses.CheckHost(parts.Host) is { } inside)
            found.Add(inside with { Layer = ScanLayer.A2aMessage, Where = Where });
    }

    // How random a URL looks, or how long it is, says nothing here: files are handed over by signed URLs.
    private static void AddAll(Findings all, ref FindingSet found)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Layer is not (ScanLayer.Entropy or ScanLayer.Length))
                found.Add(all[i] with { Layer = ScanLayer.A2aMessage, Where = Where });
        }
    }

    private static void Add(ref FindingSet found, string rule, string reason) => found.Add(
        new Finding(ScanLayer.A2aMessage, rule, "Agent URL", Severity.High, reason) { Where = Where });
}
