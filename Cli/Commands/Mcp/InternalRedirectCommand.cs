using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipelock.Cli.Hosting;
using Pipelock.Transport.Mcp.Redirect;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary><c>internal-redirect</c>: the handlers that come with the program, for redirect profiles to name.</summary>
internal static class InternalRedirectCommand
{
    public static Command Create()
    {
        var profile = new Argument<string>("profile")
            { Description = "fetch-proxy, quarantine-write or append-only-log." };
        var arguments = new Argument<string?>("arguments") { Description = "The call's arguments as JSON." };
        arguments.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("internal-redirect", "Answer a redirected tool call.") { profile, arguments };
        command.Hidden = true;
        command.SetAction(result => Startup.Guard(() =>
            Run(result.GetValue(profile)!, result.GetValue(arguments) ?? "{}").GetAwaiter().GetResult()));
        return command;
    }

    private static async Task<int> Run(string profile, string arguments)
    {
        try
        {
            var manifest = JsonNode.Parse(
                Environment.GetEnvironmentVariable(RedirectManifest.Variable) ?? "{}")!.AsObject();
            var answer = profile switch
            {
                "fetch-proxy" => await FetchHandler.RunAsync(manifest, JsonNode.Parse(arguments)).ConfigureAwait(false),
                "quarantine-write" => RecordHandler.Quarantine(manifest, arguments),
                "append-only-log" => RecordHandler.Append(manifest, arguments),
                _ => throw new InvalidOperationException("there is no such handler"),
            };
            Console.Out.Write(answer);
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is JsonException or IOException or InvalidOperationException
            or UnauthorizedAccessException or HttpRequestException or OperationCanceledException)
        {
            var error = new JsonObject { ["status"] = "error", ["profile"] = profile, ["detail"] = e.Message };
            Console.Error.WriteLine(error.ToJsonString());
            return ExitCode.Findings;
        }
    }
}
