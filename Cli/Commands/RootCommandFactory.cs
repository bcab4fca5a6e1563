using System.CommandLine;
using Pipelock.Cli.Commands.FirstHour;
using Pipelock.Cli.Commands.Mcp;
using Pipelock.Cli.Commands.Sessions;
using Pipelock.Cli.Commands.Tls;

namespace Pipelock.Cli.Commands;

/// <summary>The command model: help, parsing and completions all come from it.</summary>
internal static class RootCommandFactory
{
    private static readonly (string Name, Func<Command> Create)[] s_commands =
    [
        ("init", InitCommand.Create),
        ("run", RunCommand.Create),
        ("observe", ObserveCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("check", CheckCommand.Create),
        ("explain", ExplainCommand.Create),
        ("test", TestCommand.Create),
        ("healthcheck", HealthcheckCommand.Create),
        ("git", GitCommand.Create),
        ("mcp", McpCommand.Create),
        ("tls", TlsCommand.Create),
        ("internal-redirect", InternalRedirectCommand.Create),
        ("discover", DiscoverCommand.Create),
        ("session", SessionCommand.Create),
        ("generate", GenerateCommand.Create),
        ("completion", CompletionCommand.Create),
        ("man", () => ManCommand.Create(Create)),
        ("version", VersionCommand.Create),
    ];

    /// <summary>The model of every command.</summary>
    public static RootCommand Create() => Create([]);

    /// <summary>As much of the model as a command line needs: the command it begins with, or else all.</summary>
    public static RootCommand Create(ReadOnlySpan<string> arguments)
    {
        var root = new RootCommand("A firewall between AI agents and the network.");
        foreach (var (name, create) in s_commands)
        {
            if (arguments is [var asked, ..] && asked != name) continue;
            var command = create();
            RulePacks.AddTo(command);
            root.Subcommands.Add(command);
        }

        return root.Subcommands.Count > 0 ? root : Create([]);
    }
}
