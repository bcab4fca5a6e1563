using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Pipelock.Cli.Systemd;

/// <summary>The listening sockets the service manager opened before the start (sd_listen_fds(3)).</summary>
/// <remarks>Without a manager there are none, and every listener opens its own. Used once, at start.</remarks>
internal sealed class InheritedSockets
{
    /// <summary>The first descriptor the manager hands over; those of the standard streams are below it.</summary>
    private const int First = 3;

    private readonly Dictionary<string, ulong> _descriptors = new(StringComparer.Ordinal);

    /// <summary>Reads LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES.</summary>
    /// <param name="environment">The environment by name.</param>
    /// <param name="processId">Who we are: descriptors meant for another process are not ours.</param>
    public InheritedSockets(IReadOnlyDictionary<string, string> environment, int processId)
    {
        if (Number(environment, "LISTEN_PID") != processId) return;
        var names = environment.GetValueOrDefault("LISTEN_FDNAMES", "").Split(':');
        for (var i = 0; i < Number(environment, "LISTEN_FDS"); i++)
            _descriptors.TryAdd(i < names.Length ? names[i] : "", (ulong)(First + i));
    }

    /// <summary>The inherited socket called <paramref name="name"/> (FileDescriptorName= of the socket unit), else
    /// <paramref name="address"/>.</summary>
    public EndPoint Or(string name, IPEndPoint address) =>
        _descriptors.TryGetValue(name, out var descriptor)
            ? new FileHandleEndPoint(descriptor, FileHandleType.Tcp)
            : address;

    private static int Number(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
