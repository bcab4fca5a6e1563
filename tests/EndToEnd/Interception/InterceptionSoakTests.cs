using System.Globalization;
using System.Net;
using Pipelock.EndToEnd.Origins;
using Xunit.Abstractions;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Many connections to many hosts leave nothing behind.</summary>
/// <remarks>
/// <c>PIPELOCK_SOAK=100</c> makes it the long run: 100,000 requests over 10,000 connections to 1,000 host names, with
/// a cache for half of them, so that every connection has a certificate minted.
/// </remarks>
public sealed class InterceptionSoakTests(ITestOutputHelper output)
{
    private const int RequestsPerConnection = 10;
    private const int AtOnce = 16;

    private static readonly int s_scale = int.Parse(
        Environment.GetEnvironmentVariable("PIPELOCK_SOAK") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Memory_handles_and_certificates_stay_bounded()
    {
        var hosts = 10 * s_scale;
        var cached = hosts / 2;
        var names = Enumerable.Range(0, hosts).Select(i => $"host-{i}.soak.test").ToArray();
        await using var lab = await TlsLab.StartAmongAsync(
            names.Select(
                (name, i) => $"127.77.{100 + (i / 250)}.{1 + (i % 250)} {name}"), $"cert_cache_size: {cached}");
        var certificate = new CertificateForge
        {
            Names = covered => covered.AddDnsName("*.soak.test"),
        }.Make(lab.OriginRoot);
        await using var origin = new TestOrigin(
            new IPEndPoint(IPAddress.Any, FreePort.Next(IPAddress.Any)), certificate);

        // The first half fills the cache and replaces all that is in it several times; the second must add nothing.
        await RunAsync(lab, names, origin.EndPoint.Port, 50 * s_scale);
        var (memory, handles) = (lab.Proxy.ResidentMegabytes(), Handles(lab));
        await RunAsync(lab, names, origin.EndPoint.Port, 50 * s_scale);
        output.WriteLine(
            $"memory {memory:F0} MiB, then {lab.Proxy.ResidentMegabytes():F0}; handles {handles}, then {Handles(lab)}");

        Assert.True(await lab.Proxy.MetricAsync("pipelock_tls_cert_cache_size") <= cached);
        // A short run is still compiling code, which costs some megabytes.
        Assert.InRange(lab.Proxy.ResidentMegabytes(), 0, (memory * 1.05) + (20.0 / s_scale));
        // By now every host has its idle connection; what comes and goes are those in use at once.
        Assert.InRange(Handles(lab), 0, handles + (4 * AtOnce));
        Assert.Equal(0, await lab.Proxy.MetricAsync("pipelock_active_tunnels"));
    }

    private static async Task RunAsync(TlsLab lab, string[] names, int port, int connections)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < connections; i = Interlocked.Increment(ref next))
            {
                var authority = $"{names[i % names.Length]}:{port}";
                await using var client = await lab.OpenAsync(authority);
                for (var round = 0; round < RequestsPerConnection; round++)
                {
                    await client.SendAsync($"GET /json HTTP/1.1\r\nHost: {authority}\r\n\r\n");
                    Assert.Equal(200, (await client.ReadResponseAsync()).Status);
                }
            }
        }));
    }

    private static int Handles(TlsLab lab) => Directory.GetFiles($"/proc/{lab.Proxy.Id}/fd").Length;
}
