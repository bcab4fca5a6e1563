using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>The kill switch on each transport: what is under way ends at once, and whoever asks is told why.</summary>
public sealed class McpKillSwitchTests : IDisposable
{
    private const int PromisedMilliseconds = 250;
    private const int Stopped = -32004;

    private readonly string _directory = Directory.CreateTempSubdirectory("pipelock-kill-").FullName;

    public static TheoryData<string, string> Ways
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var transport in McpSite.Transports)
            {
                rows.Add(transport, "sentinel");
                rows.Add(transport, "signal");
            }

            return rows;
        }
    }

    private string Sentinel => Path.Combine(_directory, "stop");

    /// <summary>Over SSE the stream of the answer has begun when the switch is thrown; elsewhere it is held.</summary>
    [NodeTheory, MemberData(nameof(Ways))]
    public async Task A_call_under_way_ends_and_nothing_new_begins(string transport, string source)
    {
        await using var site = await McpSite.StartAsync(
            transport, $"kill_switch:\n  message: stopped by the tests\n  sentinel_file: {Sentinel}\n");
        await TimePromise.IsKeptAsync(PromisedMilliseconds, async () =>
        {
            var held = site.Wire.CallAsync("hang");
            await Task.WhenAny(held, Task.Delay(200));
            Assert.False(held.IsCompleted, "the call was to be held");

            var since = Stopwatch.StartNew();
            Throw(site, source, on: true);
            var ended = await held;
            var elapsed = since.ElapsedMilliseconds;
            var refused = await site.Wire.AskAsync("ping");
            Throw(site, source, on: false);
            await Eventually.HoldsAsync(() => IsServedAsync(site), "traffic after the switch was let go");

            Assert.Equal((Stopped, "stopped by the tests"), Error(ended));
            Assert.Equal((Stopped, "stopped by the tests"), Error(refused));
            return elapsed;
        });
    }

    /// <summary>The stream that a client listens to without having asked ends, and says why.</summary>
    [NodeTheory]
    [InlineData("HTTP with SSE")]
    public async Task A_stream_of_the_server_ends(string transport)
    {
        await using var site = await McpSite.StartAsync(
            transport, $"kill_switch:\n  message: stopped by the tests\n  sentinel_file: {Sentinel}\n");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        await TimePromise.IsKeptAsync(PromisedMilliseconds, async () =>
        {
            using var stream = new StreamReader(await client.GetStreamAsync(site.Url));
            Assert.Equal("event: message", await stream.ReadLineAsync());
            var rest = stream.ReadToEndAsync();
            await Task.WhenAny(rest, Task.Delay(100));
            Assert.False(rest.IsCompleted, "the stream was to stay open");

            var since = Stopwatch.StartNew();
            Throw(site, "sentinel", on: true);
            var last = await rest;
            var elapsed = since.ElapsedMilliseconds;
            using var refused = await client.GetAsync(site.Url);
            Throw(site, "sentinel", on: false);
            await Eventually.HoldsAsync(() => IsServedAsync(site), "traffic after the switch was let go");

            Assert.Contains($"\"code\":{Stopped},\"message\":\"stopped by the tests\"", last, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            return elapsed;
        });
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static (int Code, string? Message) Error(JsonNode answer) =>
        ((int)answer["error"]!["code"]!, (string?)answer["error"]!["message"]);

    private static async Task<bool> IsServedAsync(McpSite site)
    {
        try
        {
            return (await site.Wire.AskAsync("ping"))["result"] is not null;
        }
        catch (EndOfStreamException)
        {
            return false; // The stream of revision 2024-11-05 ended with the switch; the next question opens another.
        }
    }

    private void Throw(McpSite site, string source, bool on)
    {
        if (source == "signal") site.Signal(10); // SIGUSR1, signal(7)
        else if (on) File.WriteAllText(Sentinel, "");
        else File.Delete(Sentinel);
    }
}
