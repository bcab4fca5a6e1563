using System.CommandLine;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary><c>mcp proxy</c>: stands between one agent and one server.</summary>
internal static class McpProxyCommand
{
    public static Command Create()
    {
        var config = ConfigSource.Option();
        var upstream = new Option<string?>("--upstream")
        {
            Description = "URL of a server that is reached over the network: http, https, ws or wss.",
            HelpName = "URL",
        };
        var listen = new Option<string?>("--listen")
        {
            Description = "Serve agents over HTTP at this address; needs --upstream.",
            HelpName = "HOST:PORT",
        };
        var environment = new Option<string[]>("--env")
        {
            Description = "Pass a variable on to the server, or set it.",
            HelpName = "KEY[=VALUE]",
        };
        var agent = new Option<string?>("--agent") { Description = "The agent profile whose budget applies." };
        var program = new Argument<string[]>("command")
        {
            Description = "The server's program and its arguments, behind --.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("proxy", "Put the firewall between an agent and an MCP server.")
        {
            config, upstream, listen, environment, agent, program,
        };
        command.SetAction(result => Startup.Guard(() => Run(new McpProxyRequest
        {
            ConfigPath = result.GetValue(config),
            Upstream = result.GetValue(upstream),
            Listen = result.GetValue(listen),
            Environment = result.GetValue(environment) ?? [],
            Agent = result.GetValue(agent),
            Command = result.GetValue(program) ?? [],
        })));
        return command;
    }

    private static int Run(McpProxyRequest request)
    {
        if (request.Problem() is { } problem)
        {
            Console.Error.WriteLine($"pipelock: {problem}");
            return ExitCode.Configuration;
        }

        try
        {
            return McpProxyHost.RunAsync(request).GetAwaiter().GetResult();
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            Console.Error.WriteLine("pipelock: nothing was started");
            return ExitCode.Configuration;
        }
    }
}
