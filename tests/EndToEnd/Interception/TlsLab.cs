using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Commands;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>
/// A proxy that opens TLS, the authority its clients trust, and the one that vouches for its origins.
/// </summary>
internal sealed class TlsLab : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("pipelock-tls-").FullName;

    private TlsLab()
    {
    }

    /// <summary>The proxy.</summary>
    public PipelockProcess Proxy { get; private set; } = null!;

    /// <summary>Vouches for origins; the proxy trusts it.</summary>
    public X509Certificate2 OriginRoot { get; } = CertificateForge.Root();

    /// <summary>PEM file of the authority that clients trust.</summary>
    public string ClientTrust => Path.Combine(directory, "ca.pem");

    /// <summary>Scratch files of the test.</summary>
    public string Scratch => directory;

    /// <summary>Makes both authorities, for a proxy that is started elsewhere.</summary>
    public static async Task<TlsLab> PrepareAsync()
    {
        var lab = new TlsLab();
        var made = await ProgramRun.OfAsync("tls", "init", "--out", lab.directory);
        Assert.True(made.ExitCode == 0, made.Error);
        await File.WriteAllTextAsync(lab.PathOf("origins.pem"), lab.OriginRoot.ExportCertificatePem());
        return lab;
    }

    /// <summary>Makes both authorities and starts the proxy.</summary>
    /// <param name="settings">The proxy's configuration beside TLS; null for the usual one.</param>
    /// <param name="tls">Further lines of <c>tls_interception</c>.</param>
    public static async Task<TlsLab> StartAsync(ProxySettings? settings = null, params string[] tls)
    {
        var lab = await PrepareAsync();
        settings ??= new ProxySettings();
        lab.Proxy = await PipelockProcess.StartAsync(settings with { More = settings.More + lab.Yaml(tls) });
        return lab;
    }

    /// <summary>The same, with a proxy that finds the names of <paramref name="hosts"/> where it says.</summary>
    /// <param name="hosts">Lines as in hosts(5).</param>
    /// <param name="tls">Further lines of <c>tls_interception</c>.</param>
    public static async Task<TlsLab> StartAmongAsync(IEnumerable<string> hosts, params string[] tls)
    {
        var lab = await PrepareAsync();
        await File.WriteAllLinesAsync(lab.PathOf("hosts"), hosts);
        var settings = new ProxySettings();
        // A mount namespace of its own: the machine's file is hidden from the proxy, and stays as it is.
        lab.Proxy = await PipelockProcess.StartAsync(
            settings with { More = settings.More + lab.Yaml(tls) },
            "unshare", "--map-root-user", "--mount", "sh", "-c",
            $"mount --bind {lab.PathOf("hosts")} /etc/hosts && exec \"$@\"", "sh");
        return lab;
    }

    /// <summary>The section of the configuration.</summary>
    public string Yaml(params string[] tls) => string.Join('\n',
    [
        "\ntls_interception:",
        "  enabled: true",
        $"  ca_cert: {PathOf("ca.pem")}",
        $"  ca_key: {PathOf("ca-key.pem")}",
        $"  upstream_ca_file: {PathOf("origins.pem")}",
        .. tls.Select(line => "  " + line),
        "",
    ]);

    /// <summary>A path in the scratch directory.</summary>
    public string PathOf(string name) => Path.Combine(directory, name);

    /// <summary>An origin with a certificate for its address.</summary>
    public TestOrigin NewOrigin() => NewOrigin(address => new CertificateForge
    {
        Name = address.ToString(),
        Names = names => names.AddIpAddress(address),
    }.Make(OriginRoot));

    /// <summary>An origin with another certificate.</summary>
    public static TestOrigin NewOrigin(Func<IPAddress, X509Certificate2> certificate)
    {
        var address = Site.NewAddress();
        return new TestOrigin(address, certificate(address.Address));
    }

    /// <summary>Opens a tunnel and shakes hands in it.</summary>
    /// <param name="target">Host and port of the CONNECT request.</param>
    /// <param name="serverName">What the handshake names; null for the host.</param>
    /// <param name="protocols">Offered by ALPN; null for HTTP/1.1.</param>
    public async Task<RawClient> OpenAsync(string target, string? serverName = null, params string[] protocols) =>
        new(await OpenStreamAsync(target, serverName, protocols));

    /// <summary>The same as a stream.</summary>
    public async Task<SslStream> OpenStreamAsync(string target, string? serverName = null, params string[] protocols)
    {
        var tls = new SslStream(await OpenTunnelAsync(target));
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.ImportFromPemFile(ClientTrust);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = serverName ?? target.Split(':')[0],
                ApplicationProtocols = [.. (protocols.Length > 0 ? protocols : ["http/1.1"]).Select(
                    name => new SslApplicationProtocol(name))],
                CertificateChainPolicy = trust,
                EnabledSslProtocols = SslProtocols.None,
            });
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a tunnel.</summary>
    public async Task<Stream> OpenTunnelAsync(string target)
    {
        var stream = await Proxy.ConnectStreamAsync();
        await stream.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"));
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()) && await stream.ReadAsync(one) == 1)
            head.Add(one[0]);
        Assert.StartsWith("HTTP/1.1 200 ", System.Text.Encoding.ASCII.GetString([.. head]), StringComparison.Ordinal);
        return stream;
    }

    /// <summary>One request over a connection of its own.</summary>
    public async Task<RawResponse> ExchangeAsync(TestOrigin origin, string request, string method = "GET")
    {
        await using var client = await OpenAsync(origin.EndPoint.ToString());
        await client.SendAsync(request);
        return await client.ReadResponseAsync(method);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Proxy is not null) await Proxy.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
