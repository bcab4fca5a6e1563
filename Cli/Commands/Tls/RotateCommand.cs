using System.CommandLine;
using Pipelock.Cli.Hosting;
using Pipelock.Tls.Authority;

namespace Pipelock.Cli.Commands.Tls;

/// <summary><c>tls rotate</c>: puts the authority in force that <c>tls init --next</c> made.</summary>
/// <remarks>
/// Between the two commands clients learn to trust both, so at the moment of the change none of them is lost: an
/// overlap without signatures from one authority over the other, which <c>pathlen:0</c> forbids.
/// </remarks>
internal static class RotateCommand
{
    public static Command Create()
    {
        var directory = new Option<string?>("--out")
        {
            Description = "Directory of ca.pem and ca-key.pem; default: the state directory.",
            HelpName = "DIR",
        };
        var command = new Command("rotate", "Put the authority in force that `tls init --next` made.") { directory };
        command.SetAction(result => Startup.Guard(() => Run(AuthorityPlaces.In(result.GetValue(directory)))));
        return command;
    }

    private static int Run(AuthorityFiles current)
    {
        var next = AuthorityPlaces.After(current);
        if (!File.Exists(next.CertificatePath) || !File.Exists(next.KeyPath))
        {
            throw new AuthorityException(
                $"{next.CertificatePath} is missing; run `pipelock tls init --next` and "
                + "`pipelock tls install-ca` first");
        }

        File.Copy(current.CertificatePath, AuthorityPlaces.Before(current), overwrite: true);
        // The key first: a daemon that starts between the two sees a pair that does not fit, and says so.
        File.Move(next.KeyPath, current.KeyPath, overwrite: true);
        File.Move(next.CertificatePath, current.CertificatePath, overwrite: true);
        Console.WriteLine($"In force now:   {current.CertificatePath}; reload the daemon (SIGHUP) to use it");
        Console.WriteLine($"In force before: {AuthorityPlaces.Before(current)}; remove it from clients at leisure");
        return ExitCode.Ok;
    }
}
