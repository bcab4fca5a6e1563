using System.Globalization;
using System.Net;

namespace Pipelock.Streams;

/// <summary>Compares event streams through the proxy with direct ones, in one run.</summary>
internal static class Program
{
    private const int Turns = 12;

    private static int Main(string[] arguments)
    {
        var proxy = new IPEndPoint(IPAddress.Loopback, int.Parse(arguments[0], CultureInfo.InvariantCulture));
        var measured = DelayMeasurement.Of(proxy, Turns);
        foreach (var line in measured.Lines) Console.WriteLine(line);
        return measured.Holds ? 0 : 1;
    }
}
