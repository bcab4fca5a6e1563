using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Monitoring;

/// <summary>What a fresh proxy says of itself; it is started once and ends with the answer.</summary>
internal static class RunningProxy
{
    private static readonly Lazy<Task<string>> Scraped = new(ScrapeAsync);

    /// <summary>The text of <c>/metrics</c>.</summary>
    public static Task<string> MetricsAsync() => Scraped.Value;

    /// <summary>The names of all families.</summary>
    public static async Task<IReadOnlySet<string>> FamiliesAsync() =>
        Regex.Matches(await Scraped.Value, "(?m)^# TYPE ([a-z_]+) ").Select(match => match.Groups[1].Value).ToHashSet();

    private static async Task<string> ScrapeAsync()
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var start = new ProcessStartInfo(Repository.Program, ["run", "--listen", address.ToString()])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var proxy = Process.Start(start) ?? throw new InvalidOperationException("the program does not start");
        proxy.BeginErrorReadLine();
        proxy.BeginOutputReadLine();
        try
        {
            using var client = new HttpClient();
            while (true)
            {
                try
                {
                    return await client.GetStringAsync($"http://{address}/metrics");
                }
                catch (HttpRequestException) when (!proxy.HasExited)
                {
                    await Task.Yield();
                }
            }
        }
        finally
        {
            proxy.Kill();
            await proxy.WaitForExitAsync();
        }
    }

    /// <summary>Below the ports of outgoing connections, which begin at 32768.</summary>
    private static int FreePort()
    {
        for (var port = 21000 + (Environment.ProcessId % 5000); ; port++)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
    }
}
