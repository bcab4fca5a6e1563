namespace Pipelock.EndToEnd.Tests.Refusals;

/// <summary>What is no valid HTTP, or too much of it: its own status, a log line, a metric, and nothing
/// forwarded.</summary>
public sealed class RefusalTests(SmallBodySite site) : IClassFixture<SmallBodySite>
{
    /// <summary>Name, request (<c>{o}</c> stands for the origin), status.</summary>
    public static TheoryData<string, string, int> Requests => new()
    {
        { "no request line", "hello\r\n\r\n", 400 },
        { "no version", "GET http://{o}/json\r\n\r\n", 400 },
        { "two spaces", "GET  http://{o}/json HTTP/1.1\r\nHost: {o}\r\n\r\n", 400 },
        { "a bare line feed", "GET http://{o}/json HTTP/1.1\nHost: {o}\n\n", 400 },
        { "no Host", "GET http://{o}/json HTTP/1.1\r\n\r\n", 400 },
        { "two Hosts", "GET http://{o}/json HTTP/1.1\r\nHost: {o}\r\nHost: {o}\r\n\r\n", 400 },
        { "a folded field", "GET http://{o}/json HTTP/1.1\r\nHost: {o}\r\nX-A: 1\r\n 2\r\n\r\n", 400 },
        { "a space before the colon", "GET http://{o}/json HTTP/1.1\r\nHost: {o}\r\nX-A : 1\r\n\r\n", 400 },
        { "a zero byte", "GET http://{o}/json HTTP/1.1\r\nHost: {o}\r\nX-A: a\0b\r\n\r\n", 400 },
        { "length and chunks",
            "POST http://{o}/echo HTTP/1.1\r\nHost: {o}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
        { "two lengths",
            "POST http://{o}/echo HTTP/1.1\r\nHost: {o}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400 },
        { "a signed length", "POST http://{o}/echo HTTP/1.1\r\nHost: {o}\r\nContent-Length: +5\r\n\r\nhello", 400 },
        { "a bad chunk size", "POST http://{o}/echo HTTP/1.1\r\nHost: {o}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            400 },
        { "CONNECT without a port", "CONNECT example.com HTTP/1.1\r\nHost: example.com\r\n\r\n", 400 },
        { "a body over the limit", "POST http://{o}/echo HTTP/1.1\r\nHost: {o}\r\nContent-Length: 70000\r\n\r\n", 413 },
        { "a long target", "GET http://{o}/" + new string('a', 70_000) + " HTTP/1.1\r\nHost: {o}\r\n\r\n", 414 },
        { "a long field", "GET http://{o}/json HTTP/1.1\r\nHost: {o}\r\nX-A: " + new string('a', 70_000)
            + "\r\n\r\n", 431 },
        { "many fields", "GET http://{o}/json HTTP/1.1\r\nHost: {o}\r\n"
            + string.Concat(Enumerable.Repeat("X-A: 1\r\n", 300)) + "\r\n", 431 },
        { "a coding other than chunked",
            "POST http://{o}/echo HTTP/1.1\r\nHost: {o}\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501 },
        { "HTTP/2 in clear", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
        { "HTTP/3 as a version", "GET http://{o}/json HTTP/3.0\r\nHost: {o}\r\n\r\n", 505 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_refusal_has_its_status_a_log_line_and_a_metric(string name, string request, int status)
    {
        var metricBefore = await site.Proxy.MetricAsync("pipelock_requests_total{");
        var requestsBefore = site.Origin.Record.Requests.Count;
        var linesBefore = site.Proxy.Log.Lines.Count;

        var response = await site.Proxy.ExchangeAsync(request.Replace("{o}", site.Authority, StringComparison.Ordinal));

        Assert.True(status == response.Status, $"{name}: {response.Head}\n{response.Text}");
        Assert.DoesNotContain("   at ", response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", response.Text, StringComparison.Ordinal);
        Assert.Equal(requestsBefore, site.Origin.Record.Requests.Count);
        await site.Proxy.LogOfAsync(response);
        Assert.True(site.Proxy.Log.Lines.Count > linesBefore);
        Assert.True(await site.Proxy.MetricAsync("pipelock_requests_total{") > metricBefore, "no metric moved");
    }

    [Fact]
    public async Task After_a_refusal_the_connection_is_closed_for_its_rest_cannot_be_trusted()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nbroken\r\n\r\n" + site.Request("GET", "/json?smuggled"));

        Assert.Equal(400, (await client.ReadResponseAsync()).Status);
        Assert.True(await client.IsClosedAsync());
        Assert.False(site.Origin.Record.Saw("smuggled"));
    }

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_cut_off_as_well()
    {
        var chunk = $"1000\r\n{new string('a', 0x1000)}\r\n";

        var response = await site.Proxy.ExchangeAsync(site.Request(
            "POST", "/echo", "Transfer-Encoding: chunked\r\n", string.Concat(Enumerable.Repeat(chunk, 20))
                + "0\r\n\r\n"));

        Assert.Equal(413, response.Status);
    }
}
