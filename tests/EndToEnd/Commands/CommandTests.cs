using System.Net;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Commands;

/// <summary>The command line: what scripts rely on is exit codes and the fields of the output.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("pipelock-commands-").FullName;

    /// <summary>Configuration, exit code, and what the output has to name.</summary>
    public static TheoryData<string, int, string[]> Configurations => new()
    {
        { "mode: balanced\n", 0, ["OK", "balanced"] },
        { "", 0, ["OK"] },
        { "forward_proxy:\n  enabeld: true\n", 2, ["enabeld", "enabled", "2"] },
        { "mode: lax\n", 2, ["mode", "strict", "balanced", "audit"] },
        { "mode: balanced\nmode: strict\n", 2, ["mode", "2"] },
        { "fetch_proxy:\n  timeout_seconds: soon\n", 2, ["fetch_proxy.timeout_seconds", "2"] },
        { "internal: [\"10.0.0.0/99\"]\nmode: lax\n", 2, ["internal[0]", "mode"] },
        { "mode: [\n", 2, ["1"] },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task Check_tells_whether_a_configuration_is_sound_and_where_it_is_not(
        string yaml, int exitCode, string[] named)
    {
        var run = await ProgramRun.OfAsync("check", "--config", Write("c.yaml", yaml));

        Assert.True(exitCode == run.ExitCode, run.Everything);
        Assert.All(named, word => Assert.Contains(word, run.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yaml_and_toml_mean_the_same()
    {
        var yaml = await ProgramRun.OfAsync(
            "check", "--config", Write("c.yaml", "mode: strict\nfetch_proxy:\n  listen: \"127.0.0.1:9999\"\n"));
        var toml = await ProgramRun.OfAsync(
            "check", "--config", Write("c.toml", "mode = \"strict\"\n[fetch_proxy]\nlisten = \"127.0.0.1:9999\"\n"));

        Assert.Equal((0, 0), (yaml.ExitCode, toml.ExitCode));
        Assert.Equal(yaml.Output.Replace("c.yaml", "c.toml", StringComparison.Ordinal), toml.Output);
        Assert.Contains("127.0.0.1:9999", toml.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_packs_of_the_operator_count()
    {
        const string Pack = """
            {"pack":"acme","rules":[{"id":"acme-key","name":"Acme Key","severity":"high","description":"x",
            "reference":"y","pattern":"ACME-[a-z]{6}","matches":["ACME-abcdef","x ACME-qwerty","ACME-zzzzzz y"],
            "clean":["ACME-","acme","ACME"]}]}
            """;
        string[] check = ["check", "--url", "https://127.77.0.1/?v=ACME-abcdef", "--config",
            Write("c.yaml", "ssrf:\n  ip_allowlist: [\"127.77.0.0/16\"]\n")];
        Write("acme.json", Pack);

        var with = await ProgramRun.OfAsync([.. check, "--rules", directory]);
        var without = await ProgramRun.OfAsync(check);

        Assert.Equal((1, 0), (with.ExitCode, without.ExitCode));
        Assert.Contains("Acme Key", with.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_configuration_starts_nothing()
    {
        var run = await ProgramRun.OfAsync("run", "--config", Write("c.yaml", "forward_proxy:\n  enabeld: true\n"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("enabeld", run.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.77.0.1/json?page=2", 0)]
    [InlineData("http://10.0.0.1/", 1)]
    [InlineData("ftp://127.77.0.1/", 1)]
    public async Task Check_judges_a_url(string url, int exitCode)
    {
        var file = Write("c.yaml", "ssrf:\n  ip_allowlist: [\"127.77.0.0/16\"]\n");

        var run = await ProgramRun.OfAsync("check", "--config", file, "--url", url);

        Assert.True(exitCode == run.ExitCode, run.Everything);
    }

    [Fact]
    public async Task Check_finds_a_secret_in_a_url_and_does_not_repeat_it()
    {
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;

        var run = await ProgramRun.OfAsync("check", "--url", $"https://example.com/?k={secret}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("GitHub Token", run.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, run.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strict")]
    [InlineData("balanced")]
    [InlineData("audit")]
    public async Task A_generated_preset_is_a_sound_configuration(string preset)
    {
        var generated = await ProgramRun.OfAsync("generate", "config", "--preset", preset);
        var check = await ProgramRun.OfAsync("check", "--config", Write("c.yaml", generated.Output));

        Assert.Equal((0, 0), (generated.ExitCode, check.ExitCode));
        Assert.Contains(preset, check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Healthcheck_tells_a_running_proxy_from_none()
    {
        await using var proxy = await PipelockProcess.StartAsync(new ProxySettings());
        var nobody = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));

        Assert.Equal(0, (await ProgramRun.OfAsync("healthcheck", "--addr", proxy.Address.ToString())).ExitCode);
        Assert.Equal(1, (await ProgramRun.OfAsync("healthcheck", "--addr", nobody.ToString())).ExitCode);
    }

    [Theory]
    [InlineData(0, "version")]
    [InlineData(0, "--help")]
    [InlineData(2, "no-such-command")]
    [InlineData(2, "run", "--no-such-option")]
    [InlineData(2, "run", "--mode", "lax")]
    [InlineData(2, "run", "--config", "/no/such/file.yaml")]
    [InlineData(2, "check", "--config", "/no/such/file.yaml")]
    [InlineData(2, "generate", "config", "--preset", "lax")]
    public async Task Exit_codes_are_those_the_manual_names(int exitCode, params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(arguments);

        Assert.True(exitCode == run.ExitCode, $"exit {run.ExitCode}: {run.Everything}");
        Assert.DoesNotContain("   at ", run.Everything, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private string Write(string name, string text)
    {
        var file = Path.Combine(directory, name);
        File.WriteAllText(file, text);
        return file;
    }
}
