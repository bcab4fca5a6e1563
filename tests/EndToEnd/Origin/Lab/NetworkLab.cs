using System.Net;

namespace Pipelock.EndToEnd.Origins.Lab;

/// <summary>A network of its own: one loopback device, one name server that tells what it was asked, one
/// origin.</summary>
/// <remarks>
/// Runs inside fresh user, network and mount namespaces, so its addresses and ports disturb nobody and port 53 is to be
/// had without rights. A Unix socket in the directory is the only way in: namespaces do not divide the file system.
/// </remarks>
internal static class NetworkLab
{
    /// <summary>Where the proxy under test has to listen inside.</summary>
    public static readonly IPEndPoint Proxy = new(IPAddress.Loopback, 8888);

    /// <summary>Where the origin listens inside.</summary>
    public static readonly IPEndPoint Origin = new(IPAddress.Parse("127.77.0.1"), 8000);

    /// <summary>The socket that leads to the proxy, inside the lab's directory.</summary>
    public const string SocketName = "proxy.sock";

    /// <summary>Serves until told to stop; writes <c>ready</c>, then a line per DNS query and per request.</summary>
    public static async Task RunAsync(string directory, string[] zone, Task stop)
    {
        LoopbackInterface.BringUp();
        await using var names = new StubDns(zone.Select(StubDns.Entry.Parse), question => Write($"query {question}"));
        await using var origin = new TestOrigin(Origin)
            { Served = request => Write($"request {request.Method} {request.Target}") };
        await using var bridge = new UnixBridge(Path.Combine(directory, SocketName), Proxy);
        Write("ready");
        await stop;
    }

    private static void Write(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
