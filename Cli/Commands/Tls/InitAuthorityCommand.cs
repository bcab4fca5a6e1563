using System.CommandLine;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Binding;
using Pipelock.Tls.Authority;

namespace Pipelock.Cli.Commands.Tls;

/// <summary><c>tls init</c>: makes a local authority.</summary>
internal static class InitAuthorityCommand
{
    public static Command Create()
    {
        var organization = new Option<string>("--org")
        {
            Description = "Organisation in the authority's name.",
            DefaultValueFactory = _ => "Pipelock",
        };
        var validity = new Option<string>("--validity")
        {
            Description = "How long it is valid, such as 87600h.",
            DefaultValueFactory = _ => "87600h",
        };
        var directory = new Option<string?>("--out")
        {
            Description = "Directory for ca.pem and ca-key.pem; default: the state directory.",
            HelpName = "DIR",
        };
        var permit = new Option<string[]>("--permit")
        {
            Description = "Domain that it may vouch for, with everything below it; repeat for more. Default: all.",
            HelpName = "DOMAIN",
            DefaultValueFactory = _ => [],
        };
        var encrypt = new Option<bool>("--encrypt")
        {
            Description = $"Encrypt the key with the passphrase in {AuthorityFiles.PassphraseVariable}.",
        };
        var next = new Option<bool>("--next")
        {
            Description = "Make the authority that is to follow the one in force; `tls rotate` puts it in force.",
        };
        var force = new Option<bool>("--force") { Description = "Replace files that exist." };
        var command = new Command("init", "Make a local authority.")
        {
            organization, validity, directory, permit, encrypt, next, force,
        };
        command.SetAction(result => Startup.Guard(() =>
        {
            if (!GoDuration.TryParse(result.GetValue(validity), out var valid))
                throw new AuthorityException("--validity must be a duration, for example 87600h");
            var request = new AuthorityRequest
            {
                Organization = result.GetValue(organization)!,
                Validity = valid,
                PermittedDomains = result.GetValue(permit)!,
                Passphrase = result.GetValue(encrypt) ? Passphrase() : "",
            };
            var files = AuthorityPlaces.In(result.GetValue(directory));
            if (result.GetValue(next)) files = AuthorityPlaces.After(files);
            return Run(request, files, result.GetValue(force));
        }));
        return command;
    }

    private static int Run(AuthorityRequest request, AuthorityFiles files, bool force)
    {
        using var authority = AuthorityFactory.Create(request, TimeProvider.System);
        files.Write(authority, request.Passphrase, force);
        Console.WriteLine($"CA certificate: {files.CertificatePath}");
        Console.WriteLine($"CA private key: {files.KeyPath} (readable by you only; never copy it to a client)");
        Console.WriteLine($"Fingerprint:    {AuthorityText.Fingerprint(authority)}");
        Console.WriteLine("Next: pipelock tls install-ca, then tls_interception.enabled: true");
        return ExitCode.Ok;
    }

    private static string Passphrase() =>
        Environment.GetEnvironmentVariable(AuthorityFiles.PassphraseVariable) is { Length: > 0 } passphrase
            ? passphrase
            : throw new AuthorityException($"--encrypt needs the passphrase in {AuthorityFiles.PassphraseVariable}");
}
