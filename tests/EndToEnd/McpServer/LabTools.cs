using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Pipelock.EndToEnd.McpServers;

/// <summary>What the tools do.</summary>
internal static class LabTools
{
    /// <summary>Calls one.</summary>
    public static async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken stop)
    {
        var server = request.Server;
        switch (request.Params!.Name)
        {
            case "echo":
                return Said(request.Params.Arguments!["text"].ToString());
            case "picture":
                return new CallToolResult { Content = [LabServer.Image()] };
            case "structured":
                var data = JsonNode.Parse("""{"degrees":21,"sky":"clear"}""");
                return new CallToolResult
                {
                    Content = [new TextContentBlock { Text = "21 and clear" }],
                    StructuredContent = System.Text.Json.JsonSerializer.SerializeToElement(data),
                };
            case "fail":
                return new CallToolResult { Content = [new TextContentBlock { Text = "no" }], IsError = true };
            case "steps":
                return await StepsAsync(request, stop);
            case "sample":
                var message = new SamplingMessage
                    { Role = Role.User, Content = [new TextContentBlock { Text = "say a word" }] };
                var sampled = await server.SampleAsync(
                    new CreateMessageRequestParams { Messages = [message], MaxTokens = 10 }, stop);
                return Said(string.Concat(sampled.Content.OfType<TextContentBlock>().Select(one => one.Text)));
            case "elicit":
                var elicited = await server.ElicitAsync(
                    new ElicitRequestParams
                    {
                        Message = "who are you?",
                        RequestedSchema = new ElicitRequestParams.RequestSchema
                            { Properties = { ["name"] = new ElicitRequestParams.StringSchema() } },
                    },
                    stop);
                return Said($"{elicited.Action} {elicited.Content?["name"]}");
            case "roots":
                var roots = await server.RequestRootsAsync(new ListRootsRequestParams(), stop);
                return Said(string.Join(' ', roots.Roots.Select(one => one.Uri)));
            case "log":
                await server.SendNotificationAsync(
                    NotificationMethods.LoggingMessageNotification,
                    new LoggingMessageNotificationParams
                    {
                        Level = LoggingLevel.Warning,
                        Data = System.Text.Json.JsonSerializer.SerializeToElement("look out"),
                    },
                    cancellationToken: stop);
                return Said("logged");
            case "touch":
                await server.SendNotificationAsync(
                    NotificationMethods.ResourceUpdatedNotification,
                    new ResourceUpdatedNotificationParams { Uri = "lab://note" }, cancellationToken: stop);
                return Said("touched");
            default:
                throw new McpException("there is no such tool");
        }
    }

    private static async Task<CallToolResult> StepsAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken stop)
    {
        var count = request.Params!.Arguments!["count"].GetInt32();
        for (var step = 1; step <= count; step++)
        {
            if (request.Params.ProgressToken is { } token)
            {
                var progress = new ProgressNotificationValue { Progress = step, Total = count };
                await request.Server.NotifyProgressAsync(token, progress, cancellationToken: stop);
            }

            await Task.Delay(20, stop);
        }

        return Said("arrived");
    }

    private static CallToolResult Said(string text) => new() { Content = [new TextContentBlock { Text = text }] };
}
