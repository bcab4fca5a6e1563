using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Operation;

/// <summary>SIGHUP: a sound file takes over at once, an unsound one changes nothing, and no connection
/// notices.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private readonly Site site = new();

    [Fact]
    public async Task A_new_mode_holds_for_the_next_request_of_an_open_connection()
    {
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
        await using var client = await site.Proxy.ConnectAsync();
        Assert.Equal(403, await StatusAsync(client, $"/json?k={secret}"));

        await site.Proxy.ReloadAsync(new ProxySettings { Mode = "audit" }, "success");

        Assert.Equal(200, await StatusAsync(client, $"/json?k={secret}"));
    }

    [Fact]
    public async Task A_file_with_an_error_changes_nothing_and_is_reported()
    {
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
        await using var client = await site.Proxy.ConnectAsync();

        await site.Proxy.ReloadAsync(new ProxySettings { Mode = "lax" }, "failed");

        Assert.Equal(403, await StatusAsync(client, $"/json?k={secret}"));
        Assert.Equal(200, await StatusAsync(client, "/json"));
    }

    [Fact]
    public async Task A_file_without_content_takes_no_protection_away()
    {
        await using var client = await site.Proxy.ConnectAsync();

        await File.WriteAllTextAsync(site.Proxy.ConfigFile, "");
        site.Proxy.Signal(1); // SIGHUP, signal(7)
        await site.Proxy.Log.WaitForAsync("refusal", line => line.Contains("is empty", StringComparison.Ordinal));

        Assert.Equal(200, await StatusAsync(client, "/json"));
    }

    /// <summary>What a reload brings; whether it is refused, and what is replaced behind it.</summary>
    public static TheoryData<string, string, string> Redactions => new()
    {
        { "strict_reload: true, classes: email", "strict_reload: true, classes: ipv4", "email" },
        { "strict_reload: true, classes: email", "strict_reload: false, classes: email", "email" },
        { "strict_reload: true, classes: email", "", "email" },
        { "strict_reload: false, classes: email", "strict_reload: false, classes: ipv4", "ipv4" },
    };

    [Theory]
    [MemberData(nameof(Redactions))]
    public async Task Redaction_that_is_fixed_stays_until_a_restart(string before, string after, string replaced)
    {
        await using var proxy = await PipelockProcess.StartAsync(site.Settings with { More = Redaction(before) });
        await using var client = await proxy.ConnectAsync();
        await SendAsync(client);

        var isRefused = before.Contains("true", StringComparison.Ordinal);
        await proxy.ReloadAsync(site.Settings with { More = Redaction(after) }, isRefused ? "failed" : "success");

        var received = await SendAsync(client);
        Assert.Equal(replaced == "email", received.Contains("<pl:email:1>", StringComparison.Ordinal));
        Assert.Equal(replaced == "ipv4", received.Contains("<pl:ipv4:1>", StringComparison.Ordinal));
        if (isRefused)
        {
            Assert.Contains(proxy.Log.Lines, line => line.Contains(
                "redaction.strict_reload fixes it; restart", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_else_changes_is_reloaded_beside_fixed_redaction()
    {
        const string Fixed = "strict_reload: true, classes: email";
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
        await using var proxy = await PipelockProcess.StartAsync(site.Settings with { More = Redaction(Fixed) });
        await using var client = await proxy.ConnectAsync();

        await proxy.ReloadAsync(site.Settings with { Mode = "audit", More = Redaction(Fixed) }, "success");

        Assert.Equal(200, await StatusAsync(client, $"/json?k={secret}"));
    }

    [Fact]
    public async Task An_exchange_in_flight_outlives_the_rules_it_began_with()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", "/hold/reload"));
        await site.Origin.Gates.ReachedAsync("reload");

        await site.Proxy.ReloadAsync(new ProxySettings { Mode = "strict" }, "success");
        site.Origin.Gates.Open("reload");

        Assert.Equal("held", (await client.ReadResponseAsync()).Text);
    }

    private static string Redaction(string how)
    {
        if (how.Length == 0) return "";
        var (strict, classes) = (how.Split(", ")[0], how.Split("classes: ")[1]);
        return $$"""
            redaction:
              enabled: true
              {{strict}}
              default_profile: all
              profiles: { all: { classes: [{{classes}}] } }
            """;
    }

    /// <summary>Sends an address of mail and one of a machine, and returns what the origin got.</summary>
    private async Task<string> SendAsync(RawClient client)
    {
        const string Body = "{\"mail\":\"ann@example.com\",\"at\":\"203.0.113.7\"}";
        await client.SendAsync(site.Request(
            "POST", "/echo", $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n", Body));
        return (await client.ReadResponseAsync()).Text;
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private async Task<int> StatusAsync(RawClient client, string path)
    {
        await client.SendAsync(site.Request("GET", path));
        return (await client.ReadResponseAsync()).Status;
    }
}
