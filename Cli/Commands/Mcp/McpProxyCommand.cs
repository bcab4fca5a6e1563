using System.CommandLine;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;

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
        var header = new Option<string[]>("--header")
        {
            Description = "A header field of every request to the upstream, for example one that authenticates.",
            HelpName = "NAME: VALUE",
        };
        var agent = new Option<string?>("--agent") { Description = "The agent profile whose budget applies." };
        var program = new Argument<string[]>("command")
        {
            Description = "The server's program and its arguments, behind --.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("proxy", "Put the firewall between an agent and an MCP server.")
        {
            config, upstream, listen, environment, header, agent, program,
        };
        command.SetAction(result => Startup.Guard(() => Run(new McpProxyRequest
        {
            ConfigPath = result.GetValue(config),
            Upstream = result.GetValue(upstream),
            Listen = result.GetValue(listen),
            Environment = result.GetValue(environment) ?? [],
            Headers = result.GetValue(header) ?? [],
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
            return request.Listen is null
                ? McpProxyHost.RunAsync(request).GetAwaiter().GetResult()
                : Listen(request);
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            Console.Error.WriteLine("pipelock: nothing was started");
            return ExitCode.Configuration;
        }
    }

    private static int Listen(McpProxyRequest request)
    {
        var overrides = new ConfigOverrides { McpListen = request.Listen, McpUpstream = request.Upstream };
        var loaded = ConfigSource.Load(request.ConfigPath, overrides);
        return ProxyHost.RunAsync(request.ConfigPath, overrides, loaded, onlyMcp: true).GetAwaiter().GetResult();
    }
}
