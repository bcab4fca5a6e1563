using System.Globalization;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Xunit.Abstractions;

namespace Pipelock.EndToEnd.Tests.Responses;

/// <summary>Small bodies that unfold to very large ones end early, with a reason, at next to no cost.</summary>
public sealed class BombTests(ResponseSite site, ITestOutputHelper output) : IClassFixture<ResponseSite>
{
    private const double AllowedMilliseconds = 100;

    private const int Tries = 20;

    private static bool s_warm;

    public static TheoryData<string> Bombs => [.. Bomb.Names];

    [Theory, MemberData(nameof(Bombs))]
    public async Task A_bomb_in_an_answer_ends_with_a_reason_within_a_tenth_of_a_second_of_processor_time(string name)
    {
        var coding = Bomb.CodingOf(name);
        var field = $"Content-Encoding: {coding}\r\n";
        await WarmAsync(coding);

        var script = Script.Whole("text/plain", Bomb.Of(name), field);
        var (response, spent) = await MeasureAsync(name, () => site.GetAsync(script));

        Assert.Equal(403, response.Status);
        Assert.Contains("Response Encoding", response.Text, StringComparison.Ordinal);
        Assert.InRange(spent, 0, AllowedMilliseconds);
    }

    [Theory]
    [InlineData("gzip, gzip", "gzip in gzip to 10 GB")]
    [InlineData("gzip, gzip, gzip", "gzip in gzip in gzip to 10 GB")]
    [InlineData("br, br", "br in br to 10 GB")]
    public async Task A_bomb_in_several_declared_codings_ends_the_same_way(string codings, string name)
    {
        var field = $"Content-Encoding: {codings}\r\n";
        await WarmAsync("gzip");

        var script = Script.Whole("text/plain", Bomb.Of(name), field);
        var (response, spent) = await MeasureAsync(name, () => site.GetAsync(script));

        Assert.Equal(403, response.Status);
        Assert.Contains("Response Encoding", response.Text, StringComparison.Ordinal);
        Assert.InRange(spent, 0, AllowedMilliseconds);
    }

    [Theory, MemberData(nameof(Bombs))]
    public async Task A_bomb_in_a_request_ends_the_same_way(string name)
    {
        var coding = Bomb.CodingOf(name);
        await PostAsync(coding, ContentEncoding.Encode(coding, "warm words"u8));

        var body = Bomb.Of(name);
        var (response, spent) = await MeasureAsync(name, () => PostAsync(coding, body));

        Assert.Equal(403, response.Status);
        Assert.Contains("Body Encoding", response.Text, StringComparison.Ordinal);
        Assert.InRange(spent, 0, AllowedMilliseconds);
    }

    [Theory, MemberData(nameof(Bombs))]
    public async Task A_bomb_in_a_fetched_page_ends_the_same_way(string name)
    {
        var coding = Bomb.CodingOf(name);
        await FetchAsync(coding, ContentEncoding.Encode(coding, "warm words"u8));

        var body = Bomb.Of(name);
        var (response, spent) = await MeasureAsync(name, () => FetchAsync(coding, body));

        Assert.NotEqual(200, response.Status);
        Assert.Contains("\"blocked\":true", response.Text, StringComparison.Ordinal);
        Assert.InRange(spent, 0, AllowedMilliseconds);
    }

    /// <summary>A program's first megabyte costs what its compiler does; that is not the bomb's.</summary>
    private async Task WarmAsync(string coding)
    {
        var small = ContentEncoding.Encode(coding, "warm words"u8);
        var page = string.Concat(Enumerable.Repeat(Bomb.Page, s_warm ? 1 : 500));
        s_warm = true;
        foreach (var script in (Script[])
            [Script.Whole("text/plain", page), Script.Whole("text/plain", small, $"Content-Encoding: {coding}\r\n")])
            Assert.Equal(200, (await site.GetAsync(script)).Status);
    }

    private async Task<RawResponse> PostAsync(string coding, byte[] body)
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request(
            "POST", "/digest",
            $"Content-Type: text/plain\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n"));
        try
        {
            await client.SendAsync(body);
        }
        catch (IOException)
        {
            // The answer comes before all of the body is read.
        }

        return await client.ReadResponseAsync();
    }

    private Task<RawResponse> FetchAsync(string coding, byte[] body)
    {
        var (_, path) = site.Put(Script.Whole("text/html", body, $"Content-Encoding: {coding}\r\n"));
        return site.Proxy.ExchangeAsync(
            $"GET /fetch?url=http://{site.Authority}{path} HTTP/1.1\r\nHost: {site.Proxy.Address}\r\n\r\n");
    }

    /// <summary>The least of a few measurements: the account is that of the whole process, its compiler
    /// included.</summary>
    private async Task<(RawResponse Response, double Spent)> MeasureAsync(string name, Func<Task<RawResponse>> act)
    {
        var response = default(RawResponse);
        var spent = double.MaxValue;
        for (var i = 0; i < Tries && spent > AllowedMilliseconds; i++)
        {
            var before = ProcessorTime();
            response = await act();
            spent = Math.Min(spent, ProcessorTime() - before);
        }

        output.WriteLine($"{name}: {spent} ms");
        return (response!, spent);
    }

    /// <summary>Milliseconds of processor time of the proxy so far, by the kernel's account in ticks of 10
    /// ms.</summary>
    private double ProcessorTime()
    {
        var fields = File.ReadAllText($"/proc/{site.Proxy.Id}/stat").Split(") ")[1].Split(' ');
        return 10 * (double.Parse(fields[11], CultureInfo.InvariantCulture)
            + double.Parse(fields[12], CultureInfo.InvariantCulture));
    }
}
