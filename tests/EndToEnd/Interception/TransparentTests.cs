using Pipelock.EndToEnd.Tests.Dns;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>A client that knows of no proxy is served, and held to the same rules.</summary>
public sealed class TransparentTests
{
    private static readonly string s_secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;

    [LabTheory]
    [InlineData(0)]
    public async Task A_redirected_client_is_served_and_held_to_the_rules(int failures)
    {
        await using var lab = await TransparentLab.StartAsync();

        // An allowed page, in clear and by TLS.
        Assert.Equal((failures, "{\"ok\":true}"), await lab.CurlAsync("http://allowed.test/json"));
        Assert.Equal((failures, "{\"ok\":true}"), await lab.CurlAsync("https://allowed.test/json"));

        // A secret goes nowhere.
        foreach (var scheme in new[] { "http", "https" })
        {
            var (code, output) = await lab.CurlAsync(
                "-d", $"{{\"note\":\"{s_secret}\"}}", "-w", "%{http_code}", $"{scheme}://allowed.test/leak");
            Assert.True(code == failures
                && output.EndsWith("403", StringComparison.Ordinal), $"{scheme}: {code} {output}");
        }

        // A blocked host is out of reach: told in clear, closed where TLS would have to be opened for it.
        Assert.EndsWith("403", (
            await lab.CurlAsync("-w", "%{http_code}", "http://blocked.test/")).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await lab.CurlAsync("https://blocked.test/")).Code);

        // So is an address without a name that the rules do not allow.
        Assert.EndsWith("403", (await lab.CurlAsync(
            "-w", "%{http_code}", "-H", "Host:", "-0", "http://10.99.0.9/")).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await lab.CurlAsync("-k", "https://10.77.0.1/")).Code);

        // What is passed through is carried as it is; the emergency stop ends that as well.
        Assert.Equal(failures, (await lab.CurlAsync("-k", "https://closed.test/json")).Code);
        await lab.StopAsync(true);
        Assert.EndsWith("503", (
            await lab.CurlAsync("-w", "%{http_code}", "http://allowed.test/json")).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await lab.CurlAsync("-k", "https://closed.test/json")).Code);
        Assert.NotEqual(0, (await lab.CurlAsync("https://allowed.test/json")).Code);
        await lab.StopAsync(false);
        Assert.Equal(failures, (await lab.CurlAsync("-k", "https://closed.test/json")).Code);

        Assert.All(lab.Requests, request => Assert.EndsWith("/json", request, StringComparison.Ordinal));
    }
}
