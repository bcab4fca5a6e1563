using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Pipelock.EndToEnd.McpServers;

/// <summary>One of each: tools, resources, prompts, and whatever a server may ask its client.</summary>
internal static class LabServer
{
    /// <summary>What it calls itself.</summary>
    public const string Name = "lab";

    private const int PageSize = 2;
    private const string Picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly JsonElement s_anyObject = JsonSerializer.Deserialize<JsonElement>("""{"type":"object"}""");

    private static readonly string[] s_tools =
        ["echo", "picture", "structured", "fail", "steps", "sample", "elicit", "roots", "log", "touch"];

    /// <summary>Says what the server has and does.</summary>
    public static void Configure(McpServerOptions options)
    {
        options.ServerInfo = new Implementation { Name = Name, Version = "1" };
        options.ServerInstructions = "Call what you like.";
        options.Capabilities = new ServerCapabilities
        {
            Tools = new ToolsCapability(),
            Prompts = new PromptsCapability(),
            Resources = new ResourcesCapability { Subscribe = true },
            Completions = new CompletionsCapability(),
        };
        var handlers = options.Handlers;
        handlers.ListToolsHandler = (request, _) => ValueTask.FromResult(Page(request.Params?.Cursor));
        handlers.CallToolHandler = LabTools.CallAsync;
        handlers.ListResourcesHandler = (_, _) => ValueTask.FromResult(new ListResourcesResult
        {
            Resources = [new Resource { Uri = "lab://note", Name = "note", MimeType = "text/plain" }],
        });
        handlers.ListResourceTemplatesHandler = (_, _) => ValueTask.FromResult(new ListResourceTemplatesResult
        {
            ResourceTemplates = [new ResourceTemplate { UriTemplate = "lab://note/{id}", Name = "numbered" }],
        });
        handlers.ReadResourceHandler = (request, _) => ValueTask.FromResult(Read(request.Params!.Uri));
        handlers.SubscribeToResourcesHandler = (_, _) => ValueTask.FromResult(new EmptyResult());
        handlers.UnsubscribeFromResourcesHandler = (_, _) => ValueTask.FromResult(new EmptyResult());
        handlers.ListPromptsHandler = (_, _) => ValueTask.FromResult(new ListPromptsResult
        {
            Prompts = [new Prompt { Name = "greet", Arguments = [new PromptArgument { Name = "who" }] }],
        });
        handlers.GetPromptHandler = (request, _) => ValueTask.FromResult(new GetPromptResult
        {
            Messages =
            [
                Line($"Greet {request.Params!.Arguments!["who"]}."),
                new PromptMessage { Role = Role.User, Content = Image() },
            ],
        });
        handlers.CompleteHandler = (request, _) => ValueTask.FromResult(new CompleteResult
        {
            Completion = new Completion { Values = [request.Params!.Argument.Value + "don"], Total = 1 },
        });
    }

    /// <summary>The smallest picture.</summary>
    public static ImageContentBlock Image() =>
        ImageContentBlock.FromBytes(Convert.FromBase64String(Picture), "image/png");

    private static ListToolsResult Page(string? cursor)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        return new ListToolsResult
        {
            Tools = [.. s_tools.Skip(from).Take(PageSize).Select(
                name => new Tool { Name = name, Description = $"The tool {name}", InputSchema = s_anyObject })],
            NextCursor = from + PageSize < s_tools.Length ? $"{from + PageSize}" : null,
        };
    }

    private static ReadResourceResult Read(string uri) => uri.StartsWith("lab://note", StringComparison.Ordinal)
        ? new ReadResourceResult { Contents = [new TextResourceContents { Uri = uri, Text = $"What {uri} says." }] }
        : throw new ModelContextProtocol.McpException("there is no such resource");

    private static PromptMessage Line(string text) =>
        new() { Role = Role.User, Content = new TextContentBlock { Text = text } };
}
