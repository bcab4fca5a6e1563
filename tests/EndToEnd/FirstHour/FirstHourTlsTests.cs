using Pipelock.EndToEnd.Tests.Commands;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Interception;

namespace Pipelock.EndToEnd.Tests.FirstHour;

/// <summary>What the proxy serves to newcomers' clients, fetched and used by the real curl.</summary>
public sealed class FirstHourTlsTests(TlsSite site) : IClassFixture<TlsSite>
{
    [CurlFact]
    public async Task The_authority_served_is_the_one_that_opens_the_way()
    {
        var proxy = $"http://{site.Lab.Proxy.Address}";
        var file = site.Lab.PathOf("fetched.pem");

        var fetched = await ClientRun.OfAsync("curl", ["-sf", "-o", file, $"{proxy}/ca.pem"]);
        var used = await ClientRun.OfAsync(
            "curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "-x", proxy, "--cacert", file, Url]);
        var unused = await ClientRun.OfAsync("curl", ["-s", "-x", proxy, Url]);

        Assert.Equal((0, 0, "200"), (fetched.ExitCode, used.ExitCode, used.Output));
        Assert.Equal(60, unused.ExitCode); // CURLE_PEER_FAILED_VERIFICATION of libcurl-errors(3)
        Assert.DoesNotContain("PRIVATE KEY", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [CurlFact]
    public async Task Run_lets_a_command_trust_what_the_proxy_signs()
    {
        var config = site.Lab.PathOf("run.yaml");
        await File.WriteAllTextAsync(
            config, new ProxySettings { Listen = "127.0.0.1:1", More = site.Lab.Yaml() }.ToYaml());

        var run = await ProgramRun.OfAsync(
            "run", "--config", config, "--", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", Url);

        Assert.Equal((0, "200"), (run.ExitCode, run.Output));
        Assert.Contains("0 blocked", run.Error, StringComparison.Ordinal);
    }

    /// <summary>What a path answers curl, by the start of the text.</summary>
    public static TheoryData<string, string, string> Documents => new()
    {
        { "/readyz", "200 text/plain; charset=utf-8", "ready" },
        { "/healthz", "200 text/plain; charset=utf-8", "ok" },
        { "/proxy.pac", "200 application/x-ns-proxy-autoconfig", "function FindProxyForURL" },
        { "/ca.pem", "200 application/x-pem-file", "-----BEGIN CERTIFICATE-----" },
    };

    [CurlTheory]
    [MemberData(nameof(Documents))]
    public async Task Curl_gets_each_document(string path, string head, string start)
    {
        var answer = await ClientRun.OfAsync(
            "curl", ["-s", "-w", "\n%{http_code} %{content_type}", $"http://{site.Lab.Proxy.Address}{path}"]);

        Assert.StartsWith(start, answer.Output, StringComparison.Ordinal);
        Assert.Equal(head, answer.Output[(answer.Output.LastIndexOf('\n') + 1)..]);
    }

    private string Url => $"https://{site.Authority}/json";
}
