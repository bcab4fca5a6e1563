using Pipelock.EndToEnd.Tests.Commands;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;
using Pipelock.EndToEnd.Tests.Tools;

namespace Pipelock.EndToEnd.Tests.FirstHour;

/// <summary>What a newcomer types, in the order in which it is typed.</summary>
public sealed class FirstHourTests(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("first-hour-").FullName;

    private string Config => Path.Combine(directory, "pipelock.yaml");

    [Fact]
    public async Task Init_writes_a_configuration_that_is_checked_and_keeps_what_is_there()
    {
        var first = await ProgramRun.OfAsync(
            "init", "--preset", "balanced", "--listen", "127.0.0.1:18888", "-o", Config);
        var second = await ProgramRun.OfAsync("init", "--preset", "strict", "--listen", "127.0.0.1:1", "-o", Config);
        var check = await ProgramRun.OfAsync("check", "--config", Config);

        Assert.Equal((0, 2, 0), (first.ExitCode, second.ExitCode, check.ExitCode));
        Assert.Contains("127.0.0.1:18888", await File.ReadAllTextAsync(Config), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_takes_answers_that_are_piped_in_and_the_usual_ones_where_they_end()
    {
        var answered = await FilterRun.OfAsync($"strict\n127.0.0.1:18889\n{Config}\n", "init");
        var silent = await FilterRun.OfAsync("", "init", "-o", Config, "--force");

        Assert.Equal((0, 0), (answered.ExitCode, silent.ExitCode));
        Assert.Contains($"wrote {Config}, preset strict, checked", answered.Output, StringComparison.Ordinal);
        Assert.Contains($"wrote {Config}, preset balanced, checked", silent.Output, StringComparison.Ordinal);
    }

    [CurlFact]
    public async Task Run_puts_a_command_behind_a_proxy_and_sums_up()
    {
        await File.WriteAllTextAsync(Config, new ProxySettings { Listen = "127.0.0.1:1" }.ToYaml());
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;

        var ask = "curl -s -o /dev/null -o /dev/null -w '%{http_code} ' "
            + $"http://{site.Authority}/json 'http://{site.Authority}/json?k={secret}'; exit 7";
        var run = await ProgramRun.OfAsync("run", "--config", Config, "--", "sh", "-c", ask);

        Assert.Equal((7, "200 403 "), (run.ExitCode, run.Output));
        Assert.Contains("2 requests to 1 hosts, 1 blocked", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_sets_every_name_of_the_variables()
    {
        var run = await ProgramRun.OfAsync("run", "--", "env");

        Assert.Equal(0, run.ExitCode);
        string[] names =
        [
            "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "NO_PROXY", "no_proxy",
            "NODE_USE_ENV_PROXY",
        ];
        foreach (var name in names)
            Assert.Matches($"(?m)^{name}=.", run.Output);
    }

    [Fact]
    public async Task Run_says_what_it_could_not_start()
    {
        var run = await ProgramRun.OfAsync("run", "--", "no-such-program-anywhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such-program-anywhere could not be started", run.Error, StringComparison.Ordinal);
    }

    [CurlFact]
    public async Task Observe_prints_the_allowlist_that_traffic_needs()
    {
        await File.WriteAllTextAsync(Config, new ProxySettings { Listen = "127.0.0.1:1" }.ToYaml());
        var port = Origins.FreePort.Next(System.Net.IPAddress.Loopback);

        var observing = ProgramRun.OfAsync(
            "observe", "--config", Config, "--listen", $"127.0.0.1:{port}", "--seconds", "8");
        var traffic = await FilterRunCurlAsync(port);
        var observed = await observing;

        Assert.Equal(0, traffic);
        Assert.Contains(
            $"  - \"{site.Authority.Split(':')[0]}\" # 1 requests", observed.Output, StringComparison.Ordinal);
        Assert.StartsWith("# Learned", observed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_names_what_is_wrong()
    {
        await File.WriteAllTextAsync(Config, new ProxySettings { Listen = site.Proxy.Address.ToString() }.ToYaml());

        var busy = await ProgramRun.OfAsync("doctor", "--config", Config);

        Assert.Equal(1, busy.ExitCode);
        Assert.Matches($"FAIL listener: {site.Proxy.Address} cannot be bound", busy.Output);
        Assert.Contains("ok   libhs", busy.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manual_page_knows_every_command_and_option()
    {
        var page = await ProgramRun.OfAsync("man");
        var help = await ProgramRun.OfAsync("--help");

        Assert.StartsWith(".TH PIPELOCK 1", page.Output, StringComparison.Ordinal);
        string[] commands = ["init", "run", "doctor", "observe", "session list", "git scan\\-diff", "check"];
        foreach (var command in commands)
            Assert.Contains($".SS pipelock {command}\n", page.Output, StringComparison.Ordinal);
        Assert.Contains("doctor", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz", 200, "ok\n")]
    [InlineData("/readyz", 200, "ready\n")]
    [InlineData("/ca.pem", 404, "tls_interception is not enabled\n")]
    public async Task The_proxy_answers_for_itself(string path, int status, string text)
    {
        var response = await site.Proxy.ExchangeAsync($"GET {path} HTTP/1.1\r\nHost: {site.Proxy.Address}\r\n\r\n");

        Assert.Equal((status, text), (response.Status, response.Text));
    }

    [Fact]
    public async Task A_browser_is_told_the_proxy_by_the_name_it_asked()
    {
        var response = await site.Proxy.ExchangeAsync(
            "GET /proxy.pac HTTP/1.1\r\nHost: proxy.corp.example:8888\r\n\r\n");

        Assert.Equal("application/x-ns-proxy-autoconfig", response.Field("Content-Type"));
        Assert.Contains("return \"PROXY proxy.corp.example:8888\";", response.Text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<int> FilterRunCurlAsync(int port)
    {
        using var curl = System.Diagnostics.Process.Start("curl",
        [
            "-s", "-o", "/dev/null", "--retry", "40", "--retry-delay", "0", "--retry-connrefused",
            "-x", $"http://127.0.0.1:{port}", $"http://{site.Authority}/json",
        ]);
        await curl.WaitForExitAsync();
        return curl.ExitCode;
    }
}
