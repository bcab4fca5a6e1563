using System.Runtime;

namespace Pipelock.Micro.Scanners;

/// <summary>Fails when a scan costs more than its bar, as a multiple of a plain scan in the same run.</summary>
/// <remarks>
/// Both are run in turn, in rounds short enough to see the same machine; the median of the rounds' ratios counts.
/// </remarks>
internal static class RatioCheck
{
    private const int Rounds = 15;
    private const long WarmupNanoseconds = 10_000_000;
    private const int LeastWarmupRounds = 4;
    private const int MostWarmupRounds = 16;
    private const long RoundNanoseconds = 1_000_000;

    public static int Run(string? only)
    {
        using var rig = new ScanRig();
        var failures = 0;
        Console.WriteLine($"{"",-36}{"plain µs",12}{"scan µs",12}{"ratio",8}{"bar",6}");
        var rows = RatioCases.Of(rig)
            .Where(row => only is null || row.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToArray();

        // In turns, before the first counts: the compiler optimises in the background, by what it saw, and only once
        // nothing new was run for a while. A row measured before that is several times slower than it ever is again.
        var compiled = -1L;
        for (var round = 0; round < MostWarmupRounds; round++)
        {
            foreach (var row in rows)
            {
                Warm(row.Baseline);
                Warm(row.Measured);
            }

            var before = compiled;
            compiled = JitInfo.GetCompiledMethodCount();
            if (round >= LeastWarmupRounds && compiled == before)
                break;
        }

        foreach (var row in rows)
            failures += Measure(row) ? 0 : 1;

        Console.WriteLine(failures == 0 ? "all within their bars" : $"{failures} above their bars");
        return failures == 0 ? 0 : 1;
    }

    private static bool Measure(RatioCase row)
    {
        Warm(row.Baseline);
        Warm(row.Measured);
        var baselines = Repetitions(row.Baseline);
        var measured = Repetitions(row.Measured);
        var ratios = new double[Rounds];
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var plain = Time(row.Baseline, baselines);
            times[i] = Time(row.Measured, measured);
            ratios[i] = times[i] / plain;
        }

        Array.Sort(times, ratios);
        var time = times[Rounds / 2];
        Array.Sort(ratios);
        var ratio = ratios[Rounds / 2];
        var isWithin = ratio <= row.Bar;
        Console.WriteLine(
            $"{row.Name,-36}{time / ratio / 1000,12:F2}{time / 1000,12:F2}{ratio,8:F1}{row.Bar,6:F0}"
            + $"  {(isWithin ? "ok" : "TOO SLOW")}");
        return isWithin;
    }

    private static void Warm(Func<int> scan)
    {
        var start = ThreadCpuClock.Nanoseconds;
        while (ThreadCpuClock.Nanoseconds - start < WarmupNanoseconds)
            scan();
    }

    private static int Repetitions(Func<int> scan)
    {
        var repetitions = 1;
        while (Time(scan, repetitions) * repetitions < RoundNanoseconds)
            repetitions *= 2;
        return repetitions;
    }

    private static double Time(Func<int> scan, int repetitions)
    {
        var start = ThreadCpuClock.Nanoseconds;
        for (var i = 0; i < repetitions; i++)
            scan();
        return (double)(ThreadCpuClock.Nanoseconds - start) / repetitions;
    }
}
