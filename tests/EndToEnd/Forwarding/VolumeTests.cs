using System.Globalization;
using Pipelock.EndToEnd.Origins;
using Xunit.Abstractions;

namespace Pipelock.EndToEnd.Tests.Forwarding;

/// <summary>Memory does not grow with what passes; both ends hold the same bytes.</summary>
/// <remarks>
/// <c>PIPELOCK_TEST_BYTES</c> says how much passes in each direction, where a gigabyte takes too long.
/// </remarks>
public sealed class VolumeTests(VolumeSite site, ITestOutputHelper output) : IClassFixture<VolumeSite>
{
    private const double AllowedMegabytes = 64;

    private static readonly long s_bytes =
        long.TryParse(
            Environment.GetEnvironmentVariable("PIPELOCK_TEST_BYTES"), CultureInfo.InvariantCulture, out var set)
            ? set : 1_000_000_000;

    private static readonly Lazy<string> s_digest = new(() => FillerText.Digest(s_bytes));

    [Fact]
    public async Task A_download_of_any_size_arrives_whole_and_leaves_the_proxy_small()
    {
        await site.Proxy.ExchangeAsync(site.Request("GET", "/bytes/1000000"));
        var idle = site.Proxy.ResidentMegabytes();
        site.Proxy.ForgetPeak();
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", $"/bytes/{s_bytes}"));
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync(), StringComparison.Ordinal);

        Assert.Equal(s_digest.Value, await client.DigestAsync(s_bytes));
        StayedSmall(idle);
    }

    [Fact]
    public async Task An_upload_of_any_size_arrives_whole_and_leaves_the_proxy_small()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(
            site.Request("POST", "/digest", "Content-Type: text/plain\r\nContent-Length: 1000000\r\n"));
        await client.SendAsync(FillerText.Make(1_000_000));
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
        var idle = site.Proxy.ResidentMegabytes();
        site.Proxy.ForgetPeak();
        await client.SendAsync(
            site.Request("POST", "/digest", $"Content-Type: text/plain\r\nContent-Length: {s_bytes}\r\n"));
        for (long offset = 0; offset < s_bytes;)
        {
            var slice = FillerText.Slice(offset, s_bytes - offset);
            await client.SendAsync(slice);
            offset += slice.Length;
        }

        Assert.Equal($"{s_bytes} {s_digest.Value}", (await client.ReadResponseAsync()).Text);
        StayedSmall(idle);
    }

    private void StayedSmall(double idle)
    {
        var peak = site.Proxy.PeakMegabytes();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{s_bytes} bytes, {s_digest.Value}: idle {idle:F1} MiB, peak {peak:F1} MiB, {peak - idle:F1} MiB more"));
        Assert.InRange(peak - idle, 0, AllowedMegabytes);
    }
}
