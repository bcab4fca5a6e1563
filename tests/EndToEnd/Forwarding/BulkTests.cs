using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Forwarding;

/// <summary>A hundred million bytes in each direction and framing; digests decide.</summary>
public sealed class BulkTests(Site site) : IClassFixture<Site>
{
    private const int Bulk = 100_000_000;

    private static readonly Lazy<string> s_bulkDigest = new(() => FillerText.Digest(Bulk));

    [Theory]
    [InlineData("/bytes")]
    [InlineData("/chunked")]
    [InlineData("/until-close")]
    public async Task A_large_answer_arrives_whole(string route)
    {
        var response = await site.Proxy.ExchangeAsync(site.Request("GET", $"{route}/{Bulk}"));

        Assert.Equal((200, Bulk, s_bulkDigest.Value), (response.Status, response.Body.Length, response.Digest));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_upload_arrives_whole(bool chunked)
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request(
            "POST", "/digest", "Content-Type: text/plain\r\n"
                + (chunked ? "Transfer-Encoding: chunked\r\n" : $"Content-Length: {Bulk}\r\n")));
        for (long offset = 0; offset < Bulk;)
        {
            var slice = FillerText.Slice(offset, Bulk - offset);
            if (chunked)
                await client.SendAsync($"{slice.Length:X}\r\n");
            await client.SendAsync(slice);
            if (chunked)
                await client.SendAsync("\r\n");
            offset += slice.Length;
        }

        if (chunked)
            await client.SendAsync("0\r\n\r\n");

        Assert.Equal($"{Bulk} {s_bulkDigest.Value}", (await client.ReadResponseAsync()).Text);
    }

    [Fact]
    public async Task The_proxy_stays_small_while_it_carries_much()
    {
        await site.Proxy.ExchangeAsync(site.Request("GET", $"/bytes/{Bulk}"));

        Assert.InRange(site.Proxy.ResidentMegabytes(), 1, 200);
    }
}
