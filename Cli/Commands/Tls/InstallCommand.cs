using System.CommandLine;
using System.Diagnostics;
using Pipelock.Cli.Hosting;
using Pipelock.Tls.Authority;

namespace Pipelock.Cli.Commands.Tls;

/// <summary><c>tls install-ca</c>: says how clients come to trust the authority, and does it for this machine's
/// store.</summary>
internal static class InstallCommand
{
    public static Command Create()
    {
        var certificate = AuthorityPlaces.CertificateOption();
        var apply = new Option<bool>("--apply")
        {
            Description = "Put it into this machine's store (needs root); without it only the commands are printed.",
        };
        var command = new Command("install-ca", "Make clients trust the local authority.") { certificate, apply };
        command.SetAction(result => Startup.Guard(() =>
            result.GetValue(apply) ? Apply(result.GetValue(certificate)) : Tell(result.GetValue(certificate))));
        return command;
    }

    private static int Tell(string? certificatePath)
    {
        foreach (var (path, _) in AuthorityPlaces.Trusted(certificatePath))
        {
            foreach (var store in TrustStore.All)
            {
                Console.WriteLine($"# {store.Systems}");
                Console.WriteLine($"sudo install -D -m 644 {path} {store.PathOf(path)} && sudo {store.CommandLine}");
            }

            Console.WriteLine(
                $"""
                # macOS
                sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain {path}
                # Windows
                certutil -addstore Root {path}
                # Programs with a store of their own
                export NODE_EXTRA_CA_CERTS={path}                                  # Node.js
                export REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt       # Python requests, after the system's store
                export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt            # OpenSSL, Python ssl, Go
                keytool -importcert -cacerts -noprompt -alias pipelock -file {path}  # Java
                certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n pipelock -i {path}     # Chromium, Firefox (NSS)
                git config --global http.sslCAInfo {path}                          # git
                """);
        }

        return ExitCode.Ok;
    }

    private static int Apply(string? certificatePath)
    {
        var store = TrustStore.OfThisMachine() ?? throw new AuthorityException(
            "this machine has no store that is known here; `pipelock tls install-ca` prints what to do elsewhere");
        foreach (var (path, _) in AuthorityPlaces.Trusted(certificatePath))
        {
            Directory.CreateDirectory(store.Directory);
            File.Copy(path, store.PathOf(path), overwrite: true);
            Console.WriteLine($"copied to {store.PathOf(path)}");
        }

        using var update = Process.Start(store.Find()!, store.Arguments);
        update.WaitForExit();
        if (update.ExitCode != 0)
            throw new AuthorityException($"{store.CommandLine} failed with code {update.ExitCode}");
        Console.WriteLine("programs that use the system's store trust the authority now");
        return ExitCode.Ok;
    }
}
