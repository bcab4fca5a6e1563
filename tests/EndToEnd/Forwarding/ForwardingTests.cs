using System.Net.Sockets;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Forwarding;

/// <summary>Clean HTTP/1.1 through the proxy: what the origin says arrives, whatever form it says it in.</summary>
public sealed class ForwardingTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string, string, int, string> Exchanges => new()
    {
        { "GET", "/json", 200, "{\"ok\":true}" },
        { "HEAD", "/json", 200, "" },
        { "HEAD", "/bytes/500000", 200, "" },
        { "OPTIONS", "/json", 200, "{\"ok\":true}" },
        { "DELETE", "/json", 200, "{\"ok\":true}" },
        { "GET", "/bytes/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/chunked/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/until-close/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/http10/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/bytes/0", 200, "" },
        { "GET", "/status/204", 204, "" },
        { "GET", "/status/304", 304, "" },
        { "GET", "/status/404", 404, "" },
        { "GET", "/status/302", 302, "" },
        { "GET", "/status/500", 500, "" },
    };

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task An_answer_arrives_and_the_connection_serves_another(
        string method, string path, int status, string body)
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request(method, path));
        var response = await client.ReadResponseAsync(method);
        Assert.Equal((status, body), (response.Status, response.Text));

        if (response.Field("Connection") is "close")
            return;
        await client.SendAsync(site.Request("GET", "/json"));
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
    }

    [Fact]
    public async Task Ten_thousand_requests_share_one_connection_on_either_side()
    {
        await using var client = await site.Proxy.ConnectAsync();
        var before = site.Origin.Record.Connections;

        for (var request = 0; request < 10_000; request++)
        {
            await client.SendAsync(site.Request("GET", $"/json?page={request}"));
            var response = await client.ReadResponseAsync();
            Assert.Equal((200, "{\"ok\":true}"), (response.Status, response.Text));
        }

        Assert.InRange(site.Origin.Record.Connections - before, 0, 3);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_their_order()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(string.Concat(Enumerable.Range(0, 100).Select(number =>
            site.Request("POST", "/echo", $"Content-Length: {$"{number}".Length}\r\n", $"{number}"))));

        for (var number = 0; number < 100; number++)
            Assert.Equal($"{number}", (await client.ReadResponseAsync()).Text);
    }

    [Fact]
    public async Task A_request_may_come_one_byte_at_a_time()
    {
        await using var client = await site.Proxy.ConnectAsync();
        foreach (var character in site.Request(
            "POST", "/echo", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
            await client.SendAsync(character.ToString());

        Assert.Equal("abcde", (await client.ReadResponseAsync()).Text);
    }

    [Fact]
    public async Task A_client_that_expects_100_continue_gets_it_and_then_its_answer()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("POST", "/echo", "Expect: 100-continue\r\nContent-Length: 5\r\n"));

        var response = await client.ReadResponseAsync(onInterim: async head =>
        {
            Assert.StartsWith("HTTP/1.1 100 ", head, StringComparison.Ordinal);
            await client.SendAsync("later");
        });

        Assert.Equal((200, "later", 1), (response.Status, response.Text, response.Interim.Count));
    }

    [Fact]
    public async Task Early_hints_of_the_origin_reach_the_client()
    {
        var response = await site.Proxy.ExchangeAsync(site.Request("GET", "/early"));

        Assert.Contains("HTTP/1.1 103 ", Assert.Single(response.Interim), StringComparison.Ordinal);
        Assert.Equal("after the hints", response.Text);
    }

    [Fact]
    public async Task Trailers_pass_in_both_directions()
    {
        var upload = await site.Proxy.ExchangeAsync(site.Request(
            "POST", "/echo", "Transfer-Encoding: chunked\r\nTrailer: X-Checked\r\n",
                "5\r\nhello\r\n0\r\nX-Checked: yes\r\n\r\n"));
        Assert.Equal("hello", upload.Text);
        Assert.Contains(site.Origin.Record.Requests, seen => seen.Trailers == "X-Checked: yes");

        var download = await site.Proxy.ExchangeAsync(
            site.Request("GET", "/chunked/20000", "TE: trailers\r\nConnection: TE\r\n"));
        Assert.Equal($"X-Digest: {download.Digest}", download.Trailers);
    }

    [Theory]
    [InlineData("/bytes/20000")]
    [InlineData("/chunked/20000")]
    public async Task A_client_of_HTTP_1_0_gets_its_answer_without_chunks_and_a_closed_connection(string path)
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync($"GET http://{site.Authority}{path} HTTP/1.0\r\n\r\n");

        var response = await client.ReadResponseAsync();

        Assert.Equal((200, FillerText.Digest(20000)), (response.Status, response.Digest));
        Assert.Null(response.Field("Transfer-Encoding"));
        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task Fields_meant_for_the_proxy_alone_stay_with_it()
    {
        var response = await site.Proxy.ExchangeAsync(site.Request(
            "GET", "/head",
            "Connection: keep-alive, X-Listed\r\nX-Listed: here\r\nKeep-Alive: timeout=5\r\nProxy-Connection: keep-alive\r\n"
            + "Proxy-Authorization: Basic Zm9vOmJhcg==\r\nTE: gzip\r\nX-Own: stays\r\n"));

        var lower = response.Text.ToLowerInvariant();
        Assert.StartsWith("get /head http/1.1\r\nhost: " + site.Authority, lower, StringComparison.Ordinal);
        Assert.Contains("x-own: stays", lower, StringComparison.Ordinal);
        Assert.All(
            ["x-listed", "keep-alive", "proxy-connection", "proxy-authorization", "gzip"],
            name => Assert.DoesNotContain(name, lower, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_streams_the_client_has_its_first_half_before_the_origin_sends_the_second()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", "/half/streaming"));
        await client.ReadHeadAsync();

        Assert.Equal("first"u8.ToArray(), await client.ReadExactlyAsync(5));
        site.Origin.Gates.Open("streaming");
        Assert.Equal("-last"u8.ToArray(), await client.ReadExactlyAsync(5));
    }

    [Fact]
    public async Task An_answer_that_the_origin_breaks_off_is_broken_off_for_the_client_too()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", "/truncated/20000"));

        // What had not gone out yet can still become an answer that says so; the rest can only be a reset.
        var outcome = await Record.ExceptionAsync(
            async () => Assert.Equal(502, (await client.ReadResponseAsync()).Status));
        Assert.True(outcome is null or IOException, outcome?.ToString());
    }

    [Fact]
    public async Task An_origin_that_closes_without_an_answer_is_a_bad_gateway()
    {
        var response = await site.Proxy.ExchangeAsync(site.Request("GET", "/drop"));

        Assert.Equal(502, response.Status);
        AssertSaysNothingOfTheInside(response);
    }

    [Fact]
    public async Task An_origin_that_nobody_serves_is_a_bad_gateway()
    {
        var nobody = Site.NewAddress();

        var response = await site.Proxy.ExchangeAsync($"GET http://{nobody}/ HTTP/1.1\r\nHost: {nobody}\r\n\r\n");

        Assert.Equal(502, response.Status);
        AssertSaysNothingOfTheInside(response);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_takes_nobody_with_it()
    {
        await using (var client = await site.Proxy.ConnectAsync())
        {
            await client.SendAsync(site.Request("POST", "/echo", "Content-Length: 100000\r\n", "only the beginning"));
        }

        Assert.Equal(200, (await site.Proxy.ExchangeAsync(site.Request("GET", "/json"))).Status);
    }

    private static void AssertSaysNothingOfTheInside(RawResponse response)
    {
        Assert.DoesNotContain("Exception", response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(SocketError), response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OPTIONS", "0", 200, "")]
    [InlineData("TRACE", "0", 405, "")]
    [InlineData("OPTIONS", "3", 200, "Max-Forwards: 2")]
    [InlineData("TRACE", "1", 200, "Max-Forwards: 0")]
    [InlineData("GET", "0", 200, "Max-Forwards: 0")]
    public async Task Max_Forwards_is_counted_down_and_obeyed(string method, string count, int status, string told)
    {
        var response = await site.Proxy.ExchangeAsync(site.Request(method, "/head", $"Max-Forwards: {count}\r\n"));

        Assert.Equal(status, response.Status);
        if (told.Length > 0) Assert.Contains(told, response.Text, StringComparison.Ordinal);
        else Assert.NotNull(response.Field("Allow"));
    }
}
