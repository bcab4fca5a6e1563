using System.CommandLine;
using Pipelock.Cli.Hosting;

namespace Pipelock.Cli.Commands.Tls;

/// <summary><c>tls show-ca</c>: prints the authority's certificate, and what it is on standard error.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var certificate = AuthorityPlaces.CertificateOption();
        var command = new Command("show-ca", "Print what clients have to trust, as PEM on standard output.")
            { certificate };
        command.SetAction(result => Startup.Guard(() => Run(result.GetValue(certificate))));
        return command;
    }

    private static int Run(string? certificatePath)
    {
        foreach (var (path, authority) in AuthorityPlaces.Trusted(certificatePath))
        {
            Console.Error.WriteLine($"# {path}");
            Console.Error.WriteLine($"# Subject:     {authority.Subject}");
            Console.Error.WriteLine(
                $"# Valid:       {authority.NotBefore.ToUniversalTime():u} to {authority.NotAfter.ToUniversalTime():u}");
            Console.Error.WriteLine($"# Fingerprint: {AuthorityText.Fingerprint(authority)} (SHA-256)");
            Console.WriteLine(authority.ExportCertificatePem());
        }

        return ExitCode.Ok;
    }
}
