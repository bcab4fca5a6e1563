using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Tests.Commands;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>The local authority is made, shown, installed and replaced by command.</summary>
[SupportedOSPlatform("linux")]
public sealed class AuthorityCommandTests : IDisposable
{
    private const int HangUp = 1; // SIGHUP

    private readonly string directory = Directory.CreateTempSubdirectory("pipelock-authority-").FullName;

    [Fact]
    public async Task Show_prints_what_clients_have_to_trust()
    {
        var made = await ProgramRun.OfAsync("tls", "init", "--out", directory, "--org", "Example Corp");
        var shown = await ProgramRun.OfAsync("tls", "show-ca", "--cert", PathOf("ca.pem"));

        Assert.Equal((0, 0), (made.ExitCode, shown.ExitCode));
        Assert.Equal(Certificate("ca.pem"), X509Certificate2.CreateFromPem(shown.Output));
        Assert.Contains("Example Corp", shown.Error, StringComparison.Ordinal);
        var fingerprint = made.Output.Split('\n').Single(
            line => line.StartsWith("Fingerprint:", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Contains(fingerprint, shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_one_authority_follows_another_clients_are_to_trust_both()
    {
        // Without --out and --cert, both lie in the state directory.
        Assert.Equal(0, (await AtHomeAsync("tls", "init")).ExitCode);
        var alone = await AtHomeAsync("tls", "show-ca");
        Assert.Equal(0, (await AtHomeAsync("tls", "init", "--next")).ExitCode);
        var both = await AtHomeAsync("tls", "show-ca");
        var install = await AtHomeAsync("tls", "install-ca");

        Assert.Equal((1, 2), (Count(alone.Output, "BEGIN CERTIFICATE"), Count(both.Output, "BEGIN CERTIFICATE")));
        Assert.StartsWith(alone.Output, both.Output, StringComparison.Ordinal);
        Assert.Contains("/pipelock-ca.crt", install.Output, StringComparison.Ordinal);
        Assert.Contains("/pipelock-ca-next.crt", install.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_says_how_each_kind_of_client_comes_to_trust_it_and_changes_nothing()
    {
        await ProgramRun.OfAsync("tls", "init", "--out", directory);
        var before = Directory.GetFiles(directory);
        var told = await ProgramRun.OfAsync("tls", "install-ca", "--cert", PathOf("ca.pem"));
        await File.WriteAllTextAsync(PathOf("told.sh"), told.Output);
        var read = await ClientRun.OfAsync("sh", ["-n", PathOf("told.sh")]);

        Assert.Equal((0, 0), (told.ExitCode, read.ExitCode));
        foreach (var client in (string[])["update-ca-certificates", "update-ca-trust", "trust extract-compat",
            "NODE_EXTRA_CA_CERTS=", "REQUESTS_CA_BUNDLE=", "keytool -importcert", "nssdb", "http.sslCAInfo"])
            Assert.Contains(client, told.Output, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(directory).Except([PathOf("told.sh")]));
    }

    [ClientTheory("unshare", "update-ca-certificates", "curl")]
    [InlineData(false, "60 000")] // CURLE_PEER_FAILED_VERIFICATION of libcurl-errors(3)
    [InlineData(true, "0 200")]
    public async Task Install_puts_it_into_the_machines_store(bool installed, string expected)
    {
        await using var lab = await TlsLab.StartAsync();
        await using var origin = lab.NewOrigin();
        // The store is a copy that only this command sees, in a mount namespace of its own.
        var script = $"""
            mkdir {directory}/added {directory}/store && cp -a /etc/ssl/certs/. {directory}/store &&
            mount --bind {directory}/added /usr/local/share/ca-certificates &&
            mount --bind {directory}/store /etc/ssl/certs || exit 99
            {(installed ? $"{ProgramUnderTest.Path} tls install-ca --apply --cert {lab.ClientTrust} || exit 98" : "")}
            unset CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR
            code=$(curl -s -o /dev/null -w '%{"{http_code}"}' -x http://{lab.Proxy.Address} {origin.Url}/json)
            echo "$? $code"
            """;

        var run = await ClientRun.OfAsync("unshare", ["--map-root-user", "--mount", "sh", "-c", script]);

        Assert.True(run.Output.TrimEnd().EndsWith(expected, StringComparison.Ordinal), run.Output + run.Error);
        Assert.Equal(installed, File.Exists(PathOf("added/pipelock-ca.crt")));
    }

    [Fact]
    public async Task Rotation_puts_the_next_authority_in_force_and_cuts_nobody_off()
    {
        await using var lab = await TlsLab.StartAsync();
        await using var origin = lab.NewOrigin();
        var request = $"GET /json HTTP/1.1\r\nHost: {origin.EndPoint}\r\n\r\n";
        await using var before = await lab.OpenAsync(origin.EndPoint.ToString());
        var first = await File.ReadAllTextAsync(lab.ClientTrust);

        var next = await ProgramRun.OfAsync("tls", "init", "--next", "--out", lab.Scratch, "--org", "Following");
        var rotated = await ProgramRun.OfAsync("tls", "rotate", "--out", lab.Scratch);
        lab.Proxy.Signal(HangUp);
        await lab.Proxy.Log.WaitForAsync("reload", line => line.Contains("config_reload", StringComparison.Ordinal));

        Assert.Equal((0, 0), (next.ExitCode, rotated.ExitCode));
        Assert.Equal(first, await File.ReadAllTextAsync(lab.PathOf("ca-previous.pem")));
        await using var after = await lab.OpenStreamAsync(origin.EndPoint.ToString());
        Assert.Contains("Following", after.RemoteCertificate!.Issuer, StringComparison.Ordinal);
        await before.SendAsync(request);
        Assert.Equal(200, (await before.ReadResponseAsync()).Status);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("environment")]
    public async Task A_key_may_be_encrypted(string source)
    {
        const string Passphrase = "correct horse";
        await using var lab = await TlsLab.PrepareAsync();
        var made = await ClientRun.OfAsync(
            ProgramUnderTest.Path, ["tls", "init", "--encrypt", "--force", "--out", lab.Scratch],
            ("PIPELOCK_CA_PASSPHRASE", Passphrase));
        await File.WriteAllTextAsync(lab.PathOf("passphrase"), Passphrase + "\n");
        File.SetUnixFileMode(lab.PathOf("passphrase"), UnixFileMode.UserRead);
        var setting = source == "file" ? $"ca_key_passphrase_file: {lab.PathOf("passphrase")}" : "";
        await using var proxy = await PipelockProcess.StartAsync(new ProxySettings
        {
            More = lab.Yaml(setting),
            Environment = new Dictionary<string, string>
                { ["PIPELOCK_CA_PASSPHRASE"] = source == "environment" ? Passphrase : "wrong" },
        });

        var served = await proxy.ExchangeAsync(
            $"GET /ca.pem HTTP/1.1\r\nHost: {proxy.Address}\r\nConnection: close\r\n\r\n");

        Assert.Equal(0, made.ExitCode);
        Assert.Contains("ENCRYPTED", await File.ReadAllTextAsync(lab.PathOf("ca-key.pem")), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(lab.ClientTrust), served.Text);
        Assert.DoesNotContain(proxy.Log.Lines, line => line.Contains(Passphrase, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_next_authority_there_is_nothing_to_rotate()
    {
        await ProgramRun.OfAsync("tls", "init", "--out", directory);
        var key = await File.ReadAllTextAsync(PathOf("ca-key.pem"));

        var rotated = await ProgramRun.OfAsync("tls", "rotate", "--out", directory);

        Assert.NotEqual(0, rotated.ExitCode);
        Assert.Contains("tls init --next", rotated.Error, StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(PathOf("ca-key.pem")));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(directory, recursive: true);

    private Task<ClientRun> AtHomeAsync(params string[] arguments) =>
        ClientRun.OfAsync(ProgramUnderTest.Path, arguments, ("HOME", directory));

    private X509Certificate2 Certificate(string name) => X509Certificate2.CreateFromPem(File.ReadAllText(PathOf(name)));

    private string PathOf(string name) => Path.Combine(directory, name);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
