using System.CommandLine;
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
        var command = new Command("run", "Start the proxy.") { config, mode, listen, mcpListen, mcpUpstream };
        command.SetAction(result =>
        {
            var overrides = new ConfigOverrides
            {
                Mode = result.GetValue(mode),
                Listen = result.GetValue(listen),
                McpListen = result.GetValue(mcpListen),
                McpUpstream = result.GetValue(mcpUpstream),
            };
            return Startup.Guard(() => Run(result.GetValue(config), overrides));
        });
        return command;
    }

    private static int Run(string? path, ConfigOverrides overrides)
    {
        try
        {
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
