using System.Text.RegularExpressions;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Monitoring;

/// <summary>A proxy of a test's own.</summary>
internal sealed class RunningProxy : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> s_scraped = new(ScrapeAsync);

    private readonly Daemon _daemon;

    private RunningProxy(Daemon daemon, string address) => (_daemon, Address) = (daemon, address);

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>The text of <c>/metrics</c> of a fresh proxy; one is started once and ends with the answer.</summary>
    public static Task<string> MetricsAsync() => s_scraped.Value;

    /// <summary>The names of all families.</summary>
    public static async Task<IReadOnlySet<string>> FamiliesAsync() =>
        Regex.Matches(await s_scraped.Value, "(?m)^# TYPE ([a-z_]+) ").Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>Starts one, with a configuration where there is one, and waits until it answers.</summary>
    public static async Task<RunningProxy> StartAsync(string configuration = "")
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("proxy-").FullName, "pipelock.yaml");
        await File.WriteAllTextAsync(file, configuration);
        var address = $"127.0.0.1:{FreePort.Next()}";
        var daemon = Daemon.Start(Repository.Program, "run", "--config", file, "--listen", address);
        var proxy = new RunningProxy(daemon, address);
        await daemon.UntilAsync("health", () => proxy.GetAsync("/health"));
        return proxy;
    }

    /// <summary>Asks the proxy about itself.</summary>
    public async Task<string?> GetAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await client.GetStringAsync($"http://{Address}{path}");
    }

    /// <summary>A request through the proxy; the status of the answer.</summary>
    public async Task<int> AskAsync(string url)
    {
        var handler = new SocketsHttpHandler { Proxy = new System.Net.WebProxy($"http://{Address}") };
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(url);
        return (int)answer.StatusCode;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    private static async Task<string> ScrapeAsync()
    {
        await using var proxy = await StartAsync();
        return await proxy.GetAsync("/metrics") ?? "";
    }
}
