using System.CommandLine;

namespace Pipelock.Cli.Commands.Tls;

/// <summary><c>tls</c>: the local authority that interception needs.</summary>
internal static class TlsCommand
{
    public static Command Create() => new("tls", "The local certificate authority for TLS interception.")
    {
        InitAuthorityCommand.Create(),
        RotateCommand.Create(),
        ShowCommand.Create(),
        InstallCommand.Create(),
    };
}
