using System.CommandLine;
using Pipelock.Cli.Commands.FirstHour;
using Pipelock.Cli.Commands.Mcp;
using Pipelock.Cli.Commands.Sessions;
using Pipelock.Cli.Commands.Tls;

namespace Pipelock.Cli.Commands;

/// <summary>The command model: help, parsing and completions all come from it.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create() => new("A firewall between AI agents and the network.")
    {
        InitCommand.Create(),
        RunCommand.Create(),
        ObserveCommand.Create(),
        DoctorCommand.Create(),
        CheckCommand.Create(),
        ExplainCommand.Create(),
        TestCommand.Create(),
        HealthcheckCommand.Create(),
        GitCommand.Create(),
        McpCommand.Create(),
        TlsCommand.Create(),
        InternalRedirectCommand.Create(),
        DiscoverCommand.Create(),
        SessionCommand.Create(),
        GenerateCommand.Create(),
        CompletionCommand.Create(),
        ManCommand.Create(Create),
        VersionCommand.Create(),
    };
}
