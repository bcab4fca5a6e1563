using System.Globalization;
using System.Net;

namespace Pipelock.Streams;

/// <summary>Compares event streams through the proxy with direct ones, turn by turn in one run.</summary>
internal static class Program
{
    private const double AllowedMilliseconds = 2;
    private const int WarmUp = 3;
    private const int Turns = 12;

    private static int Main(string[] arguments)
    {
        var proxy = new IPEndPoint(IPAddress.Loopback, int.Parse(arguments[0], CultureInfo.InvariantCulture));
        using var origin = new EventOrigin();
        var client = new EventClient(origin);
        List<double> direct = [], proxied = [], directFirst = [], proxiedFirst = [];
        for (var turn = -WarmUp; turn < Turns; turn++)
        {
            if (turn == 0)
            {
                foreach (var list in (List<double>[])[direct, proxied, directFirst, proxiedFirst]) list.Clear();
            }

            directFirst.Add(client.Read(origin.EndPoint, direct));
            proxiedFirst.Add(client.Read(proxy, proxied));
        }

        var first = Tell("first byte, median", directFirst, proxiedFirst, 0.5);
        Tell("event, median", direct, proxied, 0.5);
        var late = Tell("event, 99th percentile", direct, proxied, 0.99);
        return first <= AllowedMilliseconds && late <= AllowedMilliseconds ? 0 : 1;
    }

    /// <summary>Prints one line and returns what the proxy adds, in milliseconds.</summary>
    private static double Tell(string what, List<double> direct, List<double> proxied, double share)
    {
        var (without, with) = (At(direct, share), At(proxied, share));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
                $"{what,-24} direct {without,7:F3} ms   proxied {with,7:F3} ms   added {with - without,7:F3} ms"));
        return with - without;
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, share * values.Count)];
    }
}
