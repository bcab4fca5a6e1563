using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Pipelock.EndToEnd.Tests.Mcp.Dotnet;

/// <summary>Uses every feature of a server with the client of the NuGet package, and keeps what came back.</summary>
internal sealed class Transcript
{
    private static readonly string[] s_asking = ["sample", "elicit", "roots", "log", "touch"];

    private readonly List<string> _lines = [];
    private readonly ConcurrentQueue<string> _notified = new();

    /// <summary>Connects, does everything, and leaves.</summary>
    public static async Task<List<string>> OfAsync(IClientTransport transport, string? revision)
    {
        var transcript = new Transcript();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var client = await McpClient.CreateAsync(
            transport, transcript.Options(revision), cancellationToken: patience.Token);
        await transcript.UseAsync(client, patience.Token);
        return transcript._lines;
    }

    private McpClientOptions Options(string? revision) => new()
    {
        ProtocolVersion = revision,
        ClientInfo = new Implementation { Name = "parity", Version = "1" },
        Handlers = new McpClientHandlers
        {
            SamplingHandler = (asked, _, _) => ValueTask.FromResult(new CreateMessageResult
            {
                Model = "none",
                Role = Role.Assistant,
                Content = [new TextContentBlock { Text = $"heard {asked!.Messages.Count}" }],
            }),
            ElicitationHandler = (asked, _) => ValueTask.FromResult(new ElicitResult
            {
                Action = "accept",
                Content = new Dictionary<string, JsonElement>
                    { ["name"] = JsonSerializer.SerializeToElement(asked!.Message) },
            }),
            RootsHandler = (_, _) => ValueTask.FromResult(new ListRootsResult
                { Roots = [new Root { Uri = "file:///workspace" }] }),
            NotificationHandlers = [
                KeyValuePair.Create(NotificationMethods.LoggingMessageNotification, Notified()),
                KeyValuePair.Create(NotificationMethods.ResourceUpdatedNotification, Notified()),
            ],
        },
    };

    private async Task UseAsync(McpClient client, CancellationToken stop)
    {
        Say("server", new { client.ServerInfo?.Name, client.ServerInstructions, client.NegotiatedProtocolVersion });
        Say("tools", (await client.ListToolsAsync(cancellationToken: stop)).Select(one => one.ProtocolTool));
        Say("resources", (await client.ListResourcesAsync(cancellationToken: stop)).Select(one => one.Uri));
        Say("templates", (await client.ListResourceTemplatesAsync(
            cancellationToken: stop)).Select(one => one.UriTemplate));
        await AttemptAsync("resource", () => client.ReadResourceAsync("lab://note", cancellationToken: stop).AsTask());
        await AttemptAsync("no resource", () => client.ReadResourceAsync(
            "lab://nothing", cancellationToken: stop).AsTask());
        await AttemptAsync("subscribe", async () =>
        {
            var subscription = await client.SubscribeToResourceAsync(
                "lab://note", static (_, _) => default, cancellationToken: stop);
            await subscription.DisposeAsync();
            return "done";
        });
        Say("prompts", (await client.ListPromptsAsync(cancellationToken: stop)).Select(one => one.ProtocolPrompt));
        await AttemptAsync("prompt", () => client.GetPromptAsync(
            "greet", new Dictionary<string, object?> { ["who"] = "Ada" }, cancellationToken: stop).AsTask());
        await AttemptAsync("completion", () => client.CompleteAsync(
            new PromptReference { Name = "greet" }, "who", "Lon", cancellationToken: stop).AsTask());
        await AttemptAsync("ping", () => client.PingAsync(cancellationToken: stop).AsTask());
        await CallAllAsync(client, stop);
        Say("notified", _notified.Distinct().Order());
    }

    private async Task CallAllAsync(McpClient client, CancellationToken stop)
    {
        await CallAsync(client, "echo", new() { ["text"] = "na\u00efve \u6f22\u5b57 \"quoted\"" }, stop);
        foreach (var name in (string[])["picture", "structured", "fail", "nothing", .. s_asking])
            await CallAsync(client, name, [], stop);
        await CountStepsAsync(client, stop);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await AttemptAsync("cancelled", () => client.CallToolAsync(
            "steps", new Dictionary<string, object?> { ["count"] = 400 }, new Leaver(leave),
            cancellationToken: leave.Token).AsTask());
        await CallAsync(client, "echo", new() { ["text"] = "after it" }, stop);
    }

    // On a busy machine a result may overtake the steps before it in the client, which then tells nobody of them; so
    // the attempt in which it did not is the one that counts. Whoever loses steps on the way loses them every time.
    private async Task CountStepsAsync(McpClient client, CancellationToken stop)
    {
        const int Attempts = 10;
        const int Count = 4;
        float[] seen = [];
        CallToolResult? result = null;
        for (var i = 0; i < Attempts && seen.Length < Count - 1; i++)
        {
            var steps = new ConcurrentQueue<float>();
            result = await client.CallToolAsync(
                "steps", new Dictionary<string, object?> { ["count"] = Count }, new Watcher(steps),
                cancellationToken: stop);
            // The last step races with the result in any case.
            seen = [.. steps.Where(one => one < Count).Order()];
        }

        Say("steps", result);
        Say("progress", seen);
    }

    private Task CallAsync(
        McpClient client, string tool, Dictionary<string, object?> arguments, CancellationToken stop) =>
        AttemptAsync(tool, () => client.CallToolAsync(tool, arguments, cancellationToken: stop).AsTask());

    private async Task AttemptAsync<T>(string feature, Func<Task<T>> use)
    {
        try
        {
            Say(feature, await use());
        }
        catch (Exception e) when (e is McpException or InvalidOperationException or OperationCanceledException
            or HttpRequestException)
        {
            Say(feature, new { Refused = e is not OperationCanceledException, Why = Sentence(e) });
        }
    }

    /// <summary>What the server said, however the client wraps it: over HTTP it may quote the whole answer.</summary>
    private static string Sentence(Exception e)
    {
        const string Remote = "Request failed (remote): ";
        if (e is McpException) return e.Message.Replace(Remote, "", StringComparison.Ordinal);
        var start = e.Message.IndexOf('{', StringComparison.Ordinal);
        return start < 0 ? "" : $"{JsonNode.Parse(e.Message[start..])?["error"]?["message"]}";
    }

    private Func<JsonRpcNotification, CancellationToken, ValueTask> Notified() => (notification, _) =>
    {
        _notified.Enqueue($"{notification.Method} {notification.Params?["data"]} {notification.Params?["uri"]}");
        return default;
    };

    private void Say(string feature, object? value) =>
        _lines.Add($"{feature}: {JsonSerializer.Serialize(value, McpJsonUtilities.DefaultOptions)}");

    private sealed class Watcher(ConcurrentQueue<float> steps) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => steps.Enqueue((float)value.Progress);
    }

    private sealed class Leaver(CancellationTokenSource leave) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => leave.Cancel();
    }
}
