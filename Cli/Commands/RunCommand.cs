using System.CommandLine;
using Pipelock.Cli.Commands.FirstHour;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;

namespace Pipelock.Cli.Commands;

/// <summary><c>run</c>: the daemon.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = ConfigSource.Option();
        var mode = new Option<Mode?>("--mode", "-m") { Description = "strict, balanced or audit; wins over the file." };
        var listen = new Option<string?>("--listen", "-l")
        {
            Description = "Address of the proxy; wins over the file.",
            HelpName = "HOST:PORT",
        };
        var mcpListen = new Option<string?>("--mcp-listen")
        {
            Description = "Address of the MCP listener.",
            HelpName = "HOST:PORT",
        };
        var mcpUpstream = new Option<string?>("--mcp-upstream")
        {
            Description = "URL of the MCP server behind it.",
            HelpName = "URL",
        };
        var wrapped = new Argument<string[]>("command")
        {
            Description = "After --: a command to run behind a proxy of its own; its exit code is returned.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "-- CMD",
        };
        var command = new Command("run", "Start the proxy, or a command behind one.")
        {
            config, mode, listen, mcpListen, mcpUpstream, wrapped,
        };
        command.SetAction(result =>
        {
            var overrides = new ConfigOverrides
            {
                Mode = result.GetValue(mode),
                Listen = result.GetValue(listen),
                McpListen = result.GetValue(mcpListen),
                McpUpstream = result.GetValue(mcpUpstream),
            };
            return Startup.Guard(() => Run(result.GetValue(config), overrides, result.GetValue(wrapped) ?? []));
        });
        return command;
    }

    private static int Run(string? path, ConfigOverrides overrides, string[] wrapped)
    {
        try
        {
            if (wrapped.Length > 0)
                return WrappedCommand.RunAsync(path, overrides, wrapped).GetAwaiter().GetResult();
            var loaded = ConfigSource.Load(path, overrides);
            return ProxyHost.RunAsync(path, overrides, loaded).GetAwaiter().GetResult();
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            Console.Error.WriteLine("pipelock: nothing was started");
            return ExitCode.Configuration;
        }
    }
}
