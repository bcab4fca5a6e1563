using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Whose TLS is opened, whose is not, and what is refused because it can be neither.</summary>
public sealed class InterceptionSelectionTests
{
    /// <summary>Name, lines of the section, whether the client sees our certificate.</summary>
    public static TheoryData<string, string, bool> HostLists => new()
    {
        { "no lists", "passthrough_domains: []", true },
        { "on the passthrough list", "passthrough_domains: [\"localhost.test\", \"{host}\"]", false },
        { "on the only list", "intercept_only: [\"{host}\"]", true },
        { "on neither, with an only list", "intercept_only: [\"api.example.com\"]", false },
    };

    [Theory]
    [MemberData(nameof(HostLists))]
    public async Task The_lists_decide_by_host(string name, string line, bool opened)
    {
        var address = Site.NewAddress();
        await using var lab = await TlsLab.StartAsync(
            null, line.Replace("{host}", address.Address.ToString(), StringComparison.Ordinal));
        await using var origin = new TestOrigin(address, Certificate(lab, address.Address));

        await using var tls = await TryOpenAsync(lab, origin);

        Assert.True(opened == tls is not null, name);
    }

    [Theory]
    [InlineData("refuse", false)]
    [InlineData("passthrough", true)]
    public async Task A_client_without_HTTP_1_1_is_treated_as_set(string setting, bool passed)
    {
        await using var lab = await TlsLab.StartAsync(null, $"h2_only_clients: {setting}");
        await using var origin = lab.NewOrigin();

        // The client trusts our authority only: an AuthenticationException about trust means the origin's own
        // certificate.
        var failure = await Assert.ThrowsAnyAsync<AuthenticationException>(
            () => lab.OpenStreamAsync(origin.EndPoint.ToString(), null, "h2"));

        Assert.Equal(passed, failure.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase));
        if (!passed) await lab.Proxy.Log.WaitForAsync(
            "reason", line => line.Contains("h2_only_clients", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_name_other_than_the_tunnels_host_is_refused()
    {
        await using var lab = await TlsLab.StartAsync();
        await using var origin = lab.NewOrigin();

        await Assert.ThrowsAnyAsync<IOException>(() => lab.OpenStreamAsync(origin.EndPoint.ToString(), "other.test"));

        await lab.Proxy.Log.WaitForAsync("mismatch", line => line.Contains("sni_mismatch", StringComparison.Ordinal));
        Assert.Equal(0, origin.Record.Connections);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("SSH-2.0-client\r\n")]
    public async Task Plain_text_in_a_tunnel_is_refused(string text)
    {
        await using var lab = await TlsLab.StartAsync();
        await using var origin = lab.NewOrigin();
        await using var client = new RawClient(await lab.OpenTunnelAsync(origin.EndPoint.ToString()));
        await client.SendAsync(text);

        var response = await client.ReadResponseAsync();

        Assert.Equal(403, response.Status);
        Assert.Contains("not TLS", response.Text, StringComparison.Ordinal);
        Assert.Equal(0, origin.Record.Connections);
    }

    [CurlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_knows_its_origin_is_recognised_and_may_be_remembered(bool remembered)
    {
        await using var lab = await TlsLab.StartAsync(
            null, $"passthrough_rejecting_clients: {(remembered ? "true" : "false")}");
        await using var origin = lab.NewOrigin();

        Assert.Equal(60, await PinnedCurlAsync(lab, origin));
        var line = await lab.Proxy.Log.WaitForAsync(
            "rejection", line => line.Contains("tls_client_rejected", StringComparison.Ordinal));
        Assert.Contains("passthrough_domains", line, StringComparison.Ordinal);

        // An alert may be lost in the reset that follows it; then the next one is what is remembered.
        var code = await PinnedCurlAsync(lab, origin);
        for (var attempt = 0; remembered && code != 0 && attempt < 20; attempt++)
            code = await PinnedCurlAsync(lab, origin);
        Assert.Equal(remembered ? 0 : 60, code);
    }

    [Fact]
    public async Task A_client_that_breaks_off_at_the_certificate_is_recognised_without_an_alert()
    {
        await using var lab = await TlsLab.StartAsync();
        await using var origin = lab.NewOrigin();
        var hello = new MemoryStream();
        await using (var tls = new SslStream(hello))
            await Assert.ThrowsAnyAsync<IOException>(() => tls.AuthenticateAsClientAsync("127.0.0.1"));
        await using var tunnel = (NetworkStream)await lab.OpenTunnelAsync(origin.EndPoint.ToString());

        await tunnel.WriteAsync(hello.ToArray());
        Assert.Equal(1, await tunnel.ReadAsync(new byte[1]));
        tunnel.Socket.LingerState = new LingerOption(true, 0); // Closed with a reset (socket(7), SO_LINGER).
        tunnel.Socket.Dispose();

        await lab.Proxy.Log.WaitForAsync(
            "rejection", line => line.Contains("tls_client_rejected", StringComparison.Ordinal)
                && line.Contains("connection reset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_hundred_first_connections_at_once_mint_one_certificate()
    {
        await using var lab = await TlsLab.StartAsync();
        await using var origin = lab.NewOrigin();

        var serials = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            await using var tls = await lab.OpenStreamAsync(origin.EndPoint.ToString());
            return new X509Certificate2(tls.RemoteCertificate!).SerialNumber;
        }));

        Assert.Single(serials.Distinct());
        Assert.Equal(1, await lab.Proxy.MetricAsync("pipelock_tls_cert_cache_size"));
    }

    private static X509Certificate2 Certificate(TlsLab lab, System.Net.IPAddress address) =>
        new CertificateForge { Name = address.ToString(), Names = names => names.AddIpAddress(address) }.Make(
            lab.OriginRoot);

    /// <summary>A handshake that trusts our authority only; null when the origin's own certificate came.</summary>
    private static async Task<SslStream?> TryOpenAsync(TlsLab lab, TestOrigin origin)
    {
        try
        {
            return await lab.OpenStreamAsync(origin.EndPoint.ToString());
        }
        catch (AuthenticationException)
        {
            return null;
        }
    }

    /// <summary>
    /// curl, which trusts the origin's authority only; 60 is its code for a certificate it does not accept.
    /// </summary>
    private static async Task<int> PinnedCurlAsync(TlsLab lab, TestOrigin origin)
    {
        var run = await ClientRun.OfAsync(
            "curl", ["-sS", "--max-time", "30", "-x", $"http://{lab.Proxy.Address}", "--cacert", lab.PathOf(
                "origins.pem"), origin.Url + "/json"]);
        return run.ExitCode;
    }
}
