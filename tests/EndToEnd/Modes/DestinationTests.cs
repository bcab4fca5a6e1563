namespace Pipelock.EndToEnd.Tests.Modes;

/// <summary>Where a request may go at all, and how often.</summary>
public sealed class DestinationTests(DestinationSite site) : IClassFixture<DestinationSite>
{
    /// <summary>Host, path, layer that refuses; empty where it passes.</summary>
    public static TheoryData<string, string, string> Destinations => new()
    {
        { "{o}", "/json", "" },
        { "{o}", "/json/../../etc/passwd", "path_traversal" },
        { "{o}", "/json?next=%0d%0aSet-Cookie:x", "crlf_injection" },
        { "{o}", "/json?q=" + "plain+words+fill+this+line+" + "and+more+plain+words+fill+this+line", "" },
        { "{o}", "/json?q=", "length" },
        { "files.blocked.example", "/upload", "blocklist" },
        { "blocked.example:8080", "/upload", "blocklist" },
        { "10.1.2.3", "/", "ssrf" },
        { "0x0a.1.2.3", "/", "ssrf" },
        { "[::ffff:169.254.169.254]", "/", "ssrf" },
    };

    [Theory]
    [MemberData(nameof(Destinations))]
    public async Task A_destination_is_judged_by_the_layer_that_stands_for_it(string host, string path, string layer)
    {
        var authority = host.Replace("{o}", site.Authority, StringComparison.Ordinal);
        if (layer == "length")
            path += string.Join('+', Enumerable.Repeat("plain+words", 300));

        var response = await site.Proxy.ExchangeAsync(
            $"GET http://{authority}{path} HTTP/1.1\r\nHost: {authority}\r\n\r\n");

        Assert.Equal(layer.Length == 0 ? 200 : 403, response.Status);
        if (layer.Length > 0)
        {
            Assert.Contains(layer, response.Field("X-Pipelock-Block-Reason-Layer"), StringComparison.Ordinal);
            Assert.Contains("\"scanner\":", await site.Proxy.LogOfAsync(response), StringComparison.Ordinal);
        }
    }
}
