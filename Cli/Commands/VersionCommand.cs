using System.CommandLine;

namespace Pipelock.Cli.Commands;

/// <summary><c>version</c>: what is running, for bug reports.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print version information.");
        command.SetAction(_ =>
        {
            Console.WriteLine($"pipelock version {ProgramVersion.Number}");
            Console.WriteLine($"  git commit: {ProgramVersion.Commit}");
            Console.WriteLine($"  runtime:    .NET {Environment.Version}");
            return ExitCode.Ok;
        });
        return command;
    }
}
