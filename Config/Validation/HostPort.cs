using System.Buffers;
using System.Net;

namespace Pipelock.Config.Validation;

/// <summary>
/// Addresses of listeners: <c>127.0.0.1:8888</c>, <c>[::1]:8888</c>, <c>:8888</c>, <c>localhost:8888</c>.
/// </summary>
/// <param name="Host">The host without brackets; empty = all interfaces.</param>
/// <param name="Port">The port; 0 lets the system choose.</param>
internal readonly record struct HostPort(string Host, int Port)
{
    private static readonly SearchValues<char> s_notInHosts = SearchValues.Create("[]:/@ \t");

    /// <summary>What a listener's address must look like, for messages.</summary>
    public const string Rule = "must be host:port, such as 127.0.0.1:8888 or [::1]:8888";

    /// <summary>True when only this machine can connect to it.</summary>
    public bool IsLoopback =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Reads an address.</summary>
    public static bool TryParse(string text, out HostPort value)
    {
        value = default;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !TryParsePort(text.AsSpan(colon + 1), out var port))
            return false;
        var host = text.AsSpan(0, colon);
        if (host.StartsWith("[") && host.EndsWith("]"))
        {
            host = host[1..^1];
            if (!IPAddress.TryParse(host, out var literal) || !host.Contains(':') || literal is null)
                return false;
        }
        else if (host.ContainsAny(s_notInHosts))
        {
            return false;
        }

        value = new HostPort(host.ToString(), port);
        return true;
    }

    /// <summary>Reads a port, 0 to 65535, in plain digits.</summary>
    public static bool TryParsePort(ReadOnlySpan<char> text, out int port)
    {
        port = 0;
        return text.Length is > 0 and <= 5 && !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, out port) && port <= ushort.MaxValue;
    }
}
