using System.Globalization;
using System.Net;

namespace Pipelock.Streams;

/// <summary>What a proxy adds to event streams: streams through it and direct ones, turn by turn.</summary>
internal sealed class DelayMeasurement
{
    /// <summary>What may be added, in milliseconds.</summary>
    public const double AllowedMilliseconds = 2;

    private const int WarmUp = 3;
    private const int FirstBytes = 400;

    private readonly List<string> _lines = [];

    /// <summary>One line per measure.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What is added is within what is allowed, and the proxy looked at every event.</summary>
    public bool Holds { get; private set; }

    /// <summary>Measures.</summary>
    /// <param name="proxy">Where the proxy listens.</param>
    /// <param name="turns">Streams of each kind.</param>
    /// <param name="share">How many of the first bytes must come in time: one of many is easily late beside other
    /// work.</param>
    public static DelayMeasurement Of(IPEndPoint proxy, int turns, double share = 0.99)
    {
        using var origin = new EventOrigin();
        var client = new EventClient(origin);
        List<double> direct = [], proxied = [], directFirst = [], proxiedFirst = [];
        for (var turn = -WarmUp; turn < turns; turn++)
        {
            if (turn == 0)
            {
                direct.Clear();
                proxied.Clear();
            }

            client.Read(origin.EndPoint, direct);
            client.Read(proxy, proxied);
        }

        for (var turn = 0; turn < FirstBytes; turn++)
        {
            directFirst.Add(client.ReadFirst(origin.EndPoint));
            proxiedFirst.Add(client.ReadFirst(proxy));
        }

        // Every event is looked at: the same stream with an instruction over two of its last events is stopped there.
        origin.IsPoisoned = true;
        var stopped = client.IsStopped(proxy);
        var measured = new DelayMeasurement();
        measured.Tell("first byte, median", directFirst, proxiedFirst, 0.5);
        measured.Tell("first byte, 99th percentile", directFirst, proxiedFirst, 0.99);
        var first = At(proxiedFirst, share) - At(directFirst, share);
        measured.Tell("event, median", direct, proxied, 0.5);
        var late = measured.Tell("event, 99th percentile", direct, proxied, 0.99);
        measured._lines.Add($"an instruction over events {EventOrigin.Poison + 1} and {EventOrigin.Poison + 2} is "
            + (stopped ? "stopped there" : "NOT stopped"));
        measured.Holds = stopped && first <= AllowedMilliseconds && late <= AllowedMilliseconds;
        return measured;
    }

    /// <summary>Adds one line and returns what the proxy adds, in milliseconds.</summary>
    private double Tell(string what, List<double> direct, List<double> proxied, double share)
    {
        var (without, with) = (At(direct, share), At(proxied, share));
        _lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-28} direct {without,7:F3} ms   proxied {with,7:F3} ms   added {with - without,7:F3} ms"));
        return with - without;
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, share * values.Count)];
    }
}
