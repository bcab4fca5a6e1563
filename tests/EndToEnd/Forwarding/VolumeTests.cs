using System.Globalization;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Forwarding;

/// <summary>Memory does not grow with what passes; both ends hold the same bytes.</summary>
/// <remarks>
/// <c>PIPELOCK_TEST_BYTES</c> says how much passes in each direction; the default keeps the whole run short.
/// </remarks>
public sealed class VolumeTests(VolumeSite site) : IClassFixture<VolumeSite>
{
    private const double AllowedMegabytes = 64;

    private static readonly long Bytes =
        long.TryParse(
            Environment.GetEnvironmentVariable("PIPELOCK_TEST_BYTES"), CultureInfo.InvariantCulture, out var set)
            ? set : 64_000_000;

    private static readonly Lazy<string> Digest = new(() => FillerText.Digest(Bytes));

    [Fact]
    public async Task A_download_of_any_size_arrives_whole_and_leaves_the_proxy_small()
    {
        await site.Proxy.ExchangeAsync(site.Request("GET", "/bytes/1000000"));
        var idle = site.Proxy.ResidentMegabytes();
        site.Proxy.ForgetPeak();
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", $"/bytes/{Bytes}"));
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync(), StringComparison.Ordinal);

        Assert.Equal(Digest.Value, await client.DigestAsync(Bytes));
        Assert.InRange(site.Proxy.PeakMegabytes() - idle, 0, AllowedMegabytes);
    }

    [Fact]
    public async Task An_upload_of_any_size_arrives_whole_and_leaves_the_proxy_small()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(
            site.Request("POST", "/digest", "Content-Type: text/plain\r\nContent-Length: 1000000\r\n"));
        await client.SendAsync(FillerText.Make(1_000_000));
        await client.ReadResponseAsync();
        var idle = site.Proxy.ResidentMegabytes();
        site.Proxy.ForgetPeak();
        await client.SendAsync(
            site.Request("POST", "/digest", $"Content-Type: text/plain\r\nContent-Length: {Bytes}\r\n"));
        for (long offset = 0; offset < Bytes;)
        {
            var slice = FillerText.Slice(offset, Bytes - offset);
            await client.SendAsync(slice);
            offset += slice.Length;
        }

        Assert.Equal($"{Bytes} {Digest.Value}", (await client.ReadResponseAsync()).Text);
        Assert.InRange(site.Proxy.PeakMegabytes() - idle, 0, AllowedMegabytes);
    }
}
