using System.Diagnostics;
using System.Net.Sockets;
using Pipelock.EndToEnd.Origins.Lab;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Dns;

/// <summary>The proxy in a network of its own, with a name server that tells what it was asked.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly string directory;
    private readonly Process network;

    private Lab(string directory, Process network)
    {
        this.directory = directory;
        this.network = network;
        Network.Attach(network);
    }

    /// <summary>The proxy under test.</summary>
    public PipelockProcess Proxy { get; private set; } = null!;

    /// <summary>What name server and origin were asked, a line each.</summary>
    public OutputCapture Network { get; } = new();

    /// <summary>The names that were looked up so far.</summary>
    public IEnumerable<string> Queries =>
        Network.Lines.Where(line => line.StartsWith("query ", StringComparison.Ordinal)).Select(
            line => line.Split(' ')[1]);

    /// <summary>Starts network and proxy.</summary>
    /// <param name="settings">The proxy's configuration.</param>
    /// <param name="zone">Names and addresses, as <see cref="StubDns.Entry.Parse"/> reads them.</param>
    public static async Task<Lab> StartAsync(ProxySettings settings, params string[] zone)
    {
        // Short, since the path of a Unix socket has at most 107 bytes.
        var directory = Directory.CreateTempSubdirectory("lab-").FullName;
        var resolver = Path.Combine(directory, "resolv.conf");
        var hosts = Path.Combine(directory, "hosts");
        await File.WriteAllTextAsync(resolver, "nameserver 127.0.0.1\noptions timeout:2 attempts:1\n");
        await File.WriteAllTextAsync(hosts, "127.0.0.1 localhost\n");

        string[] command =
        [
            "-rnm", "sh", "-c",
                "mount --bind \"$1\" /etc/resolv.conf && mount --bind \"$2\" /etc/hosts && shift 2 && exec \"$@\"",
            "sh", resolver, hosts, "dotnet", ProgramUnderTest.OriginAssembly, "lab", directory, .. zone,
        ];
        var network = Process.Start(new ProcessStartInfo("unshare", command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var lab = new Lab(directory, network);
        try
        {
            await lab.Network.WaitForAsync("network", line => line == "ready");
            // unshare and sh replaced themselves: this id is that of the process inside the namespaces.
            string[] enter = ["nsenter", "--preserve-credentials", "-U", "-n", "-m", "-t", $"{network.Id}"];
            lab.Proxy = await PipelockProcess.StartAsync(settings, enter, NetworkLab.Proxy, async () =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(directory, NetworkLab.SocketName)));
                return new NetworkStream(socket, ownsSocket: true);
            });
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a command inside.</summary>
    public Process Start(params string[] command) => Process.Start(new ProcessStartInfo(
        "nsenter", ["--preserve-credentials", "-U", "-n", "-m", "-t", $"{network.Id}", .. command])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Proxy is not null)
            await Proxy.DisposeAsync();
        if (!network.HasExited)
            network.Kill();
        await network.WaitForExitAsync();
        network.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
