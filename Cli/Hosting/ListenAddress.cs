using System.Net;

namespace Pipelock.Cli.Hosting;

/// <summary>Turns the text of a listen address into an end point.</summary>
internal static class ListenAddress
{
    /// <summary>
    /// Reads <c>host:port</c>; an empty host or <c>*</c> is every address, <c>localhost</c> the loopback.
    /// </summary>
    /// <exception cref="IOException">The host is no address of this machine.</exception>
    public static IPEndPoint Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = text[..colon].Trim('[', ']');
        var port = int.Parse(text[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        if (host is "" or "*") return new IPEndPoint(IPAddress.IPv6Any, port);
        if (host == "localhost") return new IPEndPoint(IPAddress.Loopback, port);
        return IPAddress.TryParse(host, out var address)
            ? new IPEndPoint(address, port)
            : throw new IOException($"cannot listen at {text}: write an IP address, for example 127.0.0.1:{port}");
    }

    /// <summary>The same as something to connect to from this machine: an address of everybody becomes
    /// loopback.</summary>
    public static IPEndPoint Reachable(string text)
    {
        var bound = Parse(text);
        return bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any)
            ? new IPEndPoint(IPAddress.Loopback, bound.Port) : bound;
    }
}
