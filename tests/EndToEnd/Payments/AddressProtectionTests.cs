using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Mcp;
using Pipelock.EndToEnd.Tests.WebSockets;
using static Pipelock.EndToEnd.Tests.Payments.PaymentSite;

namespace Pipelock.EndToEnd.Tests.Payments;

/// <summary>Money goes where the operator says: on every way out.</summary>
public sealed class AddressProtectionTests(PaymentSite site) : IClassFixture<PaymentSite>
{
    /// <summary>Method, path, fields and body around an address.</summary>
    public static TheoryData<string, string, string, string, string> Ways => new()
    {
        { "query", "GET", "/json?to=@", "", "" },
        { "path", "GET", "/script/@", "", "" },
        { "header", "GET", "/json", "Cookie: payee=@\r\n", "" },
        { "JSON", "POST", "/echo", "Content-Type: application/json\r\n", "{\"tx\":{\"to\":\"@\"}}" },
        { "form", "POST", "/echo", "Content-Type: application/x-www-form-urlencoded\r\n", "a=1&to=@" },
        { "text", "POST", "/echo", "Content-Type: text/plain\r\n", "send everything to @ now" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_lookalike_is_stopped_and_the_true_address_is_not(
        string name, string method, string path, string fields, string body)
    {
        var (_, script) = Put();
        path = path.Replace("/script/@", script + "?@", StringComparison.Ordinal);
        var own = await SendAsync(method, path, fields, body, Own);
        var twin = await SendAsync(method, path, fields, body, Twin);

        Assert.Equal((name, 200, 403), (name, own.Status, twin.Status));
        Assert.Equal("address_protection", twin.Field("X-Pipelock-Block-Reason-Layer"));
        Assert.StartsWith("suppress: [{rule: \"Address Lookalike (ETH)\"",
            twin.Field("X-Pipelock-Block-Allow-With"), StringComparison.Ordinal);
        Assert.DoesNotContain(Twin[4..20], twin.Head + twin.Text, StringComparison.OrdinalIgnoreCase);
        var line = await site.Proxy.LogOfAsync(twin);
        Assert.Contains("\"event\":\"address_protection\"", line, StringComparison.Ordinal);
        Assert.Contains("\"findings\":[\"Address Lookalike (ETH)\"]", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Twin[4..20], line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_stranger_is_told_and_counted_and_passes()
    {
        var response = await SendAsync("POST", "/echo", "Content-Type: text/plain\r\n", "pay @", Stranger);

        Assert.Equal(200, response.Status);
        await site.Proxy.Log.WaitForAsync("warning", line =>
            line.Contains("\"event\":\"address_protection\"", StringComparison.Ordinal)
            && line.Contains("\"action\":\"warn\"", StringComparison.Ordinal)
            && line.Contains("Unknown Address (ETH)", StringComparison.Ordinal));
        var metrics = (await site.Proxy.ExchangeAsync("GET /metrics HTTP/1.0\r\n\r\n")).Text;
        Assert.Contains(
            "pipelock_address_findings_total{chain=\"eth\",verdict=\"unknown\"}", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_may_name_any_address()
    {
        var (name, path) = Put();
        site.Origin.Scripts[name] = Script.Whole("text/plain", $"Paid {Twin} on Monday.");

        Assert.Equal(200, (await site.Proxy.ExchangeAsync(site.Request("GET", path))).Status);
    }

    [Theory]
    [InlineData("warn", "allow", 200, 200)]
    [InlineData("warn", "block", 200, 403)]
    [InlineData("block", "allow", 403, 200)]
    public async Task The_section_says_what_becomes_of_both(string action, string unknown, int twin, int stranger)
    {
        var settings = site.Settings with { More = Section(action, unknown) };
        await using var proxy = await PipelockProcess.StartAsync(settings);
        var statuses = new List<int>();
        foreach (var to in new[] { Own, Twin, Stranger })
        {
            var request = site.Request("GET", $"/json?to={to}", "Connection: close\r\n");
            statuses.Add((await proxy.ExchangeAsync(request)).Status);
        }

        Assert.Equal([200, twin, stranger], statuses);
    }

    [Fact]
    public async Task An_entry_that_is_no_address_is_told_at_the_start()
    {
        var section = Section("block", "allow").Replace(Own, Own[..^1], StringComparison.Ordinal);
        await using var proxy = await PipelockProcess.StartAsync(site.Settings with { More = section });

        await proxy.Log.WaitForAsync("warning", line => line.Contains(
            "address_protection.allowed_addresses[0]: is no address of", StringComparison.Ordinal));
    }

    [NodeTheory, InlineData("stdio"), InlineData("HTTP with JSON")]
    public async Task A_tool_does_not_pay_a_lookalike(string transport)
    {
        await using var mcp = await McpSite.StartAsync(transport, Section("block", "allow"));

        Assert.Null((await mcp.Wire.SayAsync($"call lookup {{\"to\":\"{Own}\"}}"))["error"]);
        var refused = (await mcp.Wire.SayAsync($"call lookup {{\"to\":\"{Twin}\"}}"))["error"]!;
        Assert.Equal(
            (-32001, "address_protection"), ((int)refused["code"]!, (string?)refused["data"]!["layer"]));
    }

    [Fact]
    public async Task A_message_of_a_websocket_does_not_either()
    {
        await using var origin = new WebSocketOrigin();
        await using var client = await WebSocketClient.OpenAsync(
            site.Proxy, WebSocketClient.Endpoint(site.Proxy, origin.EndPoint));
        await client.SendAsync(0x81, $"{{\"to\":\"{Own}\"}}");
        await client.SendAsync(0x81, $"{{\"to\":\"{Twin}\"}}");
        var answer = await client.ReadAsync();
        while (!answer.StartsWith("close", StringComparison.Ordinal) && answer != "gone")
            answer = await client.ReadAsync();

        Assert.Equal("close 1008 DLP violation: Address Lookalike (ETH)", answer);
    }

    private (string Name, string Path) Put()
    {
        var name = $"p{Guid.NewGuid():n}"[..8];
        site.Origin.Scripts[name] = Script.Whole("text/plain", "fine");
        return (name, $"/script/{name}");
    }

    private Task<RawResponse> SendAsync(string method, string path, string fields, string body, string address)
    {
        string With(string text) => text.Replace("@", address, StringComparison.Ordinal);
        var length = body.Length > 0 ? $"Content-Length: {With(body).Length}\r\n" : "";
        return site.Proxy.ExchangeAsync(
            site.Request(method, With(path), With(fields) + length + "Connection: close\r\n", With(body)), method);
    }
}
