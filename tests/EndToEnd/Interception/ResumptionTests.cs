using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Who shook hands once does so for less the next time, on either side of the proxy.</summary>
public sealed class ResumptionTests
{
    /// <summary>The base class library keeps sessions by name, and none of an origin that is an address.</summary>
    private const string Name = "resumed.test";

    [ClientTheory("openssl")]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task A_client_resumes_its_session(string version)
    {
        await using var lab = await TlsLab.StartAsync();
        await using var origin = lab.NewOrigin();
        var session = lab.PathOf("session.pem");
        Task<ClientRun> ConnectAsync(string keep) => ClientRun.OfAsync("sh",
        [
            "-c", $"printf 'GET /json HTTP/1.1\\r\\nHost: {origin.EndPoint}\\r\\nConnection: close\\r\\n\\r\\n' | "
                + $"openssl s_client -ign_eof {version} -proxy {lab.Proxy.Address} -connect {origin.EndPoint} "
                + $"-CAfile {lab.ClientTrust} -alpn http/1.1 {keep}",
        ]);

        var first = await ConnectAsync($"-sess_out {session}");
        var second = await ConnectAsync($"-sess_in {session}");

        Assert.Contains("New, TLSv1", first.Output, StringComparison.Ordinal);
        Assert.Contains("Reused, TLSv1", second.Output, StringComparison.Ordinal);
        Assert.Contains("{\"ok\":true}", second.Output, StringComparison.Ordinal);
    }

    [ClientTheory("openssl")]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task The_proxy_resumes_its_session_with_an_origin(string version)
    {
        var address = Site.NewAddress();
        await using var lab = await TlsLab.StartAmongAsync([$"{address.Address} {Name}"]);
        using var server = Serve(lab, address, version);
        try
        {
            // It closes every connection after its answer, which says how the handshake went.
            var first = await AskAsync(lab, address.Port);
            var second = await AskAsync(lab, address.Port);

            Assert.Contains("New, TLSv1", first, StringComparison.Ordinal);
            Assert.Contains("Reused, TLSv1", second, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static Process Serve(TlsLab lab, IPEndPoint address, string version)
    {
        var certificate = CertificateForge.Leaf(lab.OriginRoot, Name);
        File.WriteAllText(lab.PathOf("leaf.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(
            lab.PathOf("leaf-key.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var server = Process.Start(new ProcessStartInfo("openssl",
        [
            "s_server", "-www", version, "-accept", address.ToString(), "-cert", lab.PathOf("leaf.pem"),
            "-key", lab.PathOf("leaf-key.pem"),
        ]) { RedirectStandardOutput = true })!;
        Assert.StartsWith("Using", server.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.Equal("ACCEPT", server.StandardOutput.ReadLine());
        return server;
    }

    private static async Task<string> AskAsync(TlsLab lab, int port)
    {
        await using var client = await lab.OpenAsync($"{Name}:{port}");
        await client.SendAsync($"GET / HTTP/1.1\r\nHost: {Name}:{port}\r\n\r\n");
        return (await client.ReadResponseAsync()).Text;
    }
}
