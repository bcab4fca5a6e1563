using System.CommandLine;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Policy.Mcp.Tools;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary><c>mcp tools</c>: which tools changed since they were first listed, and accepting their new
/// definitions.</summary>
internal static class McpToolsCommand
{
    public static Command Create() => new("tools", "Tools whose definition changed.") { List(), Accept() };

    private static Command List()
    {
        var config = ConfigSource.Option();
        var command = new Command("list", "List the tools whose new definition nobody accepted yet.") { config };
        command.SetAction(result => WithTools(result.GetValue(config), static tools =>
        {
            foreach (var server in tools.Servers())
            {
                foreach (var tool in tools.Waiting(server)) Console.WriteLine($"{tool}  ({server})");
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Accept()
    {
        var config = ConfigSource.Option();
        var server = new Option<string?>("--server")
        {
            Description = "Only of this server: its URL, or the command line that starts it.",
        };
        var names = new Argument<string[]>("tool") { Description = "The tools; without any, every changed tool." };
        names.Arity = ArgumentArity.ZeroOrMore;
        var command = new Command("accept", "Accept the new definition of changed tools.") { config, server, names };
        command.SetAction(result => WithTools(
            result.GetValue(config), tools => AcceptAll(tools, result.GetValue(server), result.GetValue(names) ?? [])));
        return command;
    }

    private static int AcceptAll(AcceptedTools tools, string? only, string[] names)
    {
        var missing = new HashSet<string>(names, StringComparer.Ordinal);
        foreach (var server in tools.Servers().Where(server => only is null || server == only))
        {
            foreach (var tool in tools.Waiting(server).Where(tool => names.Length == 0 || names.Contains(tool)))
            {
                if (!tools.Accept(server, tool)) continue;
                missing.Remove(tool);
                Console.WriteLine($"accepted {tool}  ({server})");
            }
        }

        foreach (var tool in missing) Console.Error.WriteLine($"pipelock: no changed tool {tool} waits to be accepted");
        return missing.Count == 0 ? ExitCode.Ok : ExitCode.Findings;
    }

    private static int WithTools(string? path, Func<AcceptedTools, int> run) => Startup.Guard(() =>
    {
        try
        {
            return run(new AcceptedTools(ConfigSource.Load(path).Options.McpToolScanning.StateFile));
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            return ExitCode.Configuration;
        }
    });
}
