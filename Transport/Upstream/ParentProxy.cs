using System.Net;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Transport.Upstream;

/// <summary>A proxy that outgoing connections go through, and the hosts that do not. Immutable.</summary>
public sealed class ParentProxy
{
    private readonly List<byte[]> _names = [];
    private readonly List<IPNetwork> _networks = [];
    private readonly bool _bypassAll;

    private ParentProxy(Uri url, UpstreamProxyOptions options)
    {
        Host = url.IdnHost;
        HostBytes = Encoding.ASCII.GetBytes(Host);
        Port = url.Port;
        if (options.Username.Length > 0)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}"));
            AuthorizationField = Encoding.ASCII.GetBytes($"Proxy-Authorization: Basic {credentials}\r\n");
        }

        foreach (var entry in options.NoProxy) _bypassAll |= !TryAdd(entry.Trim());
    }

    /// <summary>Host name or address of the parent.</summary>
    public string Host { get; }

    /// <summary>The same as bytes.</summary>
    public byte[] HostBytes { get; }

    /// <summary>Its TCP port.</summary>
    public int Port { get; }

    /// <summary>The complete <c>Proxy-Authorization</c> field line it wants, with CR LF; empty when none.</summary>
    public byte[] AuthorizationField { get; } = [];

    /// <summary>The parent that <paramref name="options"/> name, or null when there is none.</summary>
    public static ParentProxy? From(UpstreamProxyOptions options) =>
        options.Url.Length == 0 ? null : new ParentProxy(new Uri(options.Url), options);

    /// <summary>
    /// Whether <paramref name="host"/> is reached directly: names match at label boundaries, without case.
    /// </summary>
    public bool Bypasses(ReadOnlySpan<byte> host)
    {
        if (_bypassAll) return true;
        if (host.EndsWith("."u8)) host = host[..^1];
        foreach (var name in _names)
        {
            if (IsNameOrBelow(host, name)) return true;
        }

        return _networks.Count > 0 && HostLiteral.TryParse(host, out IPAddress address)
            && _networks.Exists(network => network.Contains(address));
    }

    private static bool IsNameOrBelow(ReadOnlySpan<byte> host, ReadOnlySpan<byte> name) =>
        host.Length >= name.Length
        && Ascii.EqualsIgnoreCase(host[^name.Length..], name)
        && (host.Length == name.Length || host[^(name.Length + 1)] == '.');

    /// <summary>Takes one entry of <c>no_proxy</c>; false for <c>*</c>, which needs no entry.</summary>
    private bool TryAdd(string entry)
    {
        if (entry == "*") return false;
        if (IPNetwork.TryParse(entry, out var network)) _networks.Add(network);
        else if (IPAddress.TryParse(entry, out var address))
            _networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
        else if (entry.Length > 0) _names.Add(Encoding.ASCII.GetBytes(entry.TrimStart('*').Trim('.')));
        return true;
    }
}
