using System.CommandLine;
using Pipelock.Cli.Commands.Mcp;

namespace Pipelock.Cli.Commands;

/// <summary>The command model: help, parsing and completions all come from it.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create() => new("A firewall between AI agents and the network.")
    {
        RunCommand.Create(),
        CheckCommand.Create(),
        ExplainCommand.Create(),
        TestCommand.Create(),
        HealthcheckCommand.Create(),
        GitCommand.Create(),
        McpCommand.Create(),
        InternalRedirectCommand.Create(),
        DiscoverCommand.Create(),
        GenerateCommand.Create(),
        CompletionCommand.Create(),
        VersionCommand.Create(),
    };
}
