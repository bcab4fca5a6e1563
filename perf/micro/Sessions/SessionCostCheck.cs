using Pipelock.Micro.Scanners;

namespace Pipelock.Micro.Sessions;

/// <summary>Fails when what a request costs the limiter, the session table and the budgets grows with time.</summary>
/// <remarks>
/// Two proxies' tables are compared in turns within one run: one whose windows have just filled, and one after an hour
/// of traffic. Processor time of the thread and medians of the rounds: what else the machine does hardly shows.
/// </remarks>
internal static class SessionCostCheck
{
    private const int Rounds = 11;
    private const int YoungMinutes = 6;
    private const int OldMinutes = 60;
    private const int MeasuredMinutes = 5; // A whole window: budgets begin anew within it.

    /// <summary>An hour later a request costs at most this much more.</summary>
    private const double MostGrowth = 1.10;

    /// <summary>What the tables hold an hour later, as a multiple of what they held when they had filled.</summary>
    private const double MostMemoryGrowth = 1.05;

    public static int Run()
    {
        Aged(YoungMinutes).Serve(SimulatedTraffic.PerMinute * YoungMinutes); // Compiles everything.

        var empty = Held();
        var old = Aged(YoungMinutes);
        var filled = Held() - empty;
        old.Serve(SimulatedTraffic.PerMinute * (OldMinutes - YoungMinutes));
        var later = Held() - empty;

        var young = new double[Rounds];
        var aged = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            young[round] = Cost(Aged(YoungMinutes));
            aged[round] = Cost(old);
        }

        var growth = Median(aged) / Median(young);
        var memory = later / (double)filled;
        Console.WriteLine(
            $"a request costs the tables {Median(young):0} ns at the start, {Median(aged):0} ns after an hour: "
            + $"{growth:0.000} x (at most {MostGrowth:0.00})");
        Console.WriteLine(
            $"{old.Sessions} sessions and all counters hold {filled / 1024} KiB when filled, {later / 1024} KiB after "
            + $"an hour: {memory:0.000} x (at most {MostMemoryGrowth:0.00})");
        return growth <= MostGrowth && memory <= MostMemoryGrowth ? 0 : 1;
    }

    private static SimulatedTraffic Aged(int minutes)
    {
        var traffic = new SimulatedTraffic();
        traffic.Serve(SimulatedTraffic.PerMinute * minutes);
        return traffic;
    }

    /// <summary>Nanoseconds per request.</summary>
    private static double Cost(SimulatedTraffic traffic)
    {
        const int Requests = SimulatedTraffic.PerMinute * MeasuredMinutes;
        // What was before is not paid for now, and all that is kept counts as old: twice, for two steps.
        GC.Collect();
        GC.Collect();
        var started = ThreadCpuClock.Nanoseconds;
        traffic.Serve(Requests);
        return (ThreadCpuClock.Nanoseconds - started) / (double)Requests;
    }

    private static long Held() => GC.GetTotalMemory(forceFullCollection: true);

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
