using System.Diagnostics;

namespace Pipelock.Micro.Transport;

/// <summary>Fails when opened TLS costs more than its bars, each against its counterpart in the same run.</summary>
/// <remarks>
/// What a request costs is the processor time of the proxy's own process, so that the TLS of the clients and of the
/// origin, which live in this one, does not count. Rounds alternate; the median of their ratios decides.
/// </remarks>
internal static class TlsRatioCheck
{
    private const int Requests = 4_000;
    private const int Clients = 4;
    private const int Handshakes = 100;
    private const int Rounds = 5;

    /// <summary>A request inside opened TLS, with TLS on both sides, against one in clear on both sides.</summary>
    private const double MaxRequestCost = 2.0;

    /// <summary>Handshakes per second through the proxy, tunnel included, against a bare server's.</summary>
    private const double MinHandshakeRate = 0.7;

    /// <param name="program">The path of <c>pipelock</c>.</param>
    public static int Run(string program)
    {
        using var origin = new TlsOrigin(CleanRequests.Answer());
        using var proxy = new ProxyProcess(program, origin.Certificate);
        var plain = new ProxyRig[Clients];
        var opened = new InterceptedRig[Clients];
        for (var i = 0; i < Clients; i++)
        {
            plain[i] = CleanRequests.Get(proxy.EndPoint);
            opened[i] = new InterceptedRig(CleanRequests.Path, CleanRequests.Fields, origin, proxy.EndPoint);
        }

        var (inside, clear, cost) = Compare(
            () => Cost(proxy, i => opened[i].Exchange()), () => Cost(proxy, i => plain[i].Exchange()));
        using var bare = new TlsOrigin("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        var (_, _, rate) = Compare(
            () => Rate(() => opened[0].Open().Dispose()), () => Rate(() => bare.Open().Dispose()));
        for (var i = 0; i < Clients; i++)
        {
            plain[i].Dispose();
            opened[i].Dispose();
        }

        Console.WriteLine(
            $"request inside opened TLS: {inside:0.0} µs of the proxy, in clear {clear:0.0} µs: "
            + $"{cost:0.00} x (at most {MaxRequestCost:0.0})");
        Console.WriteLine($"warm handshakes: {rate:0.00} of a bare server's rate (at least {MinHandshakeRate:0.0})");
        return cost <= MaxRequestCost && rate >= MinHandshakeRate ? 0 : 1;
    }

    /// <summary>The medians of both, and of the one as a multiple of the other; two rounds warm up.</summary>
    private static (double One, double Other, double Ratio) Compare(Func<double> one, Func<double> other)
    {
        var first = new double[Rounds];
        var second = new double[Rounds];
        var ratios = new double[Rounds];
        for (var round = -2; round < Rounds; round++)
        {
            var (a, b) = (one(), other());
            if (round >= 0) (first[round], second[round], ratios[round]) = (a, b, a / b);
        }

        return (Median(first), Median(second), Median(ratios));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    /// <summary>Microseconds of the proxy's processor time for one request of one of the clients.</summary>
    private static double Cost(ProxyProcess proxy, Action<int> exchange)
    {
        var before = proxy.ProcessorTime;
        var clients = new Thread[Clients];
        for (var client = 0; client < Clients; client++)
        {
            var mine = client;
            clients[client] = new Thread(() =>
            {
                for (var i = 0; i < Requests; i++) exchange(mine);
            });
            clients[client].Start();
        }

        foreach (var client in clients) client.Join();
        return (proxy.ProcessorTime - before) / (Clients * Requests);
    }

    private static double Rate(Action handshake)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Handshakes; i++) handshake();
        return Handshakes / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
