using System.Diagnostics;

namespace Pipelock.Micro.Transport;

/// <summary>Fails when opened TLS costs more than its bars, each against its counterpart in the same run.</summary>
internal static class TlsRatioCheck
{
    private const int Requests = 2_000;
    private const int Handshakes = 100;
    private const int Rounds = 5;

    /// <summary>A request inside opened TLS, with TLS on both sides, against one in clear on both sides.</summary>
    private const double MaxRequestCost = 2.0;

    /// <summary>Handshakes per second through the proxy, tunnel included, against a bare server's.</summary>
    private const double MinHandshakeRate = 0.7;

    public static int Run()
    {
        using var plain = CleanRequests.Get();
        using var opened = new InterceptedRig("/v1/items?state=open&page=2&per_page=30&sort=updated", CleanRequests.Fields);
        var cost = Median(Requests, opened.Exchange, plain.Exchange);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Requests; i++) opened.Exchange();
        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Requests;
        using var bare = new TlsOrigin("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        var rate = Median(Handshakes, () => bare.Open().Dispose(), () => opened.Open().Dispose());

        Console.WriteLine($"request inside opened TLS: {cost:0.00} x plain (at most {MaxRequestCost:0.0}), {allocated:0} bytes allocated by client, proxy and origin");
        Console.WriteLine($"warm handshakes: {rate:0.00} of a bare server's rate (at least {MinHandshakeRate:0.0})");
        return cost <= MaxRequestCost && rate >= MinHandshakeRate ? 0 : 1;
    }

    /// <summary>The median over the rounds of the time of one action as a multiple of the other's; one round warms up.
    /// </summary>
    private static double Median(int count, Action action, Action other)
    {
        var ratios = new double[Rounds];
        _ = Time(count, action) + Time(count, other);
        for (var round = 0; round < Rounds; round++) ratios[round] = Time(count, action) / Time(count, other);
        Array.Sort(ratios);
        return ratios[Rounds / 2];
    }

    private static double Time(int count, Action action)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) action();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / count;
    }
}
