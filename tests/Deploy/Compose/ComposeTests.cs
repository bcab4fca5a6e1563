using System.Text.Json.Nodes;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Compose;

/// <summary>The Compose file: names only what there is, and leaves agents no way out but the proxy.</summary>
public class ComposeTests
{
    private static readonly Lazy<Task<JsonNode>> s_parsed = new(ParseAsync);

    /// <summary>What a service may hold (compose-spec, 05-services.md), as far as this file has a use for it.</summary>
    private static readonly string[] s_serviceKeys =
    [
        "build", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image", "mem_limit", "networks",
        "ports", "profiles", "read_only", "restart", "security_opt", "stdin_open", "stop_grace_period", "tmpfs", "tty",
        "volumes",
    ];

    public static TheoryData<string> Services => ["pipelock", "app", "agent"];

    /// <summary>Services that are not trusted with a way out.</summary>
    public static TheoryData<string> Clients => ["app", "agent"];

    [Fact]
    public async Task File_holds_only_what_a_compose_file_may_hold() => Assert.All(
        (await s_parsed.Value).AsObject().Select(entry => entry.Key),
        key => Assert.Matches("^(name|services|networks|volumes|x-.+)$", key));

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Service_names_only_what_is_declared(string name)
    {
        var file = await s_parsed.Value;
        var service = file["services"]![name]!.AsObject();

        Assert.Empty(service.Select(entry => entry.Key).Except(s_serviceKeys));
        Assert.Empty(Texts(service["networks"]).Except(Keys(file["networks"])));
        // A source without a slash is a volume by name.
        Assert.Empty(
            Texts(service["volumes"]).Select(volume => volume.Split(':')[0])
                .Where(source => source.IndexOfAny(['/', '$']) < 0).Except(Keys(file["volumes"])));
        Assert.All(Keys(service["depends_on"]), other =>
        {
            Assert.Equal("service_healthy", (string?)service["depends_on"]![other]!["condition"]);
            Assert.NotNull(file["services"]![other]!["healthcheck"]);
        });
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Client_has_no_way_out_but_the_proxy(string name)
    {
        var file = await s_parsed.Value;
        var service = file["services"]![name]!;

        Assert.All(Texts(service["networks"]), network => Assert.True((bool?)file["networks"]![network]!["internal"]));
        Assert.Null(service["ports"]);
        foreach (var variable in (string[])["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"])
            Assert.Equal("http://pipelock:8888", (string?)service["environment"]![variable]);
        Assert.Equal("1", (string?)service["environment"]!["NODE_USE_ENV_PROXY"]);
    }

    [Fact]
    public async Task Proxy_joins_both_sides_and_may_do_little_else()
    {
        var service = (await s_parsed.Value)["services"]!["pipelock"]!;

        Assert.Equal(["inside", "outside"], Texts(service["networks"]));
        Assert.True((bool?)service["read_only"]);
        Assert.Equal(["ALL"], Texts(service["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], Texts(service["security_opt"]));
        Assert.All(Texts(service["ports"]), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Proxy_is_started_and_asked_by_commands_that_there_are()
    {
        var service = (await s_parsed.Value)["services"]!["pipelock"]!;
        string[] health = [.. Texts(service["healthcheck"]!["test"])];

        Assert.Equal(["CMD", "pipelock"], health[..2]);
        await Docs.WrittenCommand.CheckAsync(string.Join(' ', health[1..]));
        await Docs.WrittenCommand.CheckAsync("pipelock " + string.Join(' ', Texts(service["command"])));
    }

    [Fact]
    public async Task Example_configuration_passes_the_check() => (await Command.RunAsync(
        Repository.Program, "check", "--config", Repository.At("deploy/compose/pipelock.example.yaml"))).Succeeded();

    private static IEnumerable<string> Texts(JsonNode? list) =>
        (list?.AsArray() ?? []).Select(item => (string)item!);

    private static IEnumerable<string> Keys(JsonNode? map) =>
        (map?.AsObject() ?? []).Select(entry => entry.Key);

    private static async Task<JsonNode> ParseAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Compose", "to-json.mjs");
        var text = await File.ReadAllTextAsync(Repository.At("deploy/compose/compose.yaml"));
        return JsonNode.Parse(
            (await Command.RunAsync("node", [script, await Tools.SchemasAsync()], text)).Succeeded())!;
    }
}
