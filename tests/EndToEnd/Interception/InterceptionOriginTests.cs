using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Origins are accepted and refused as a browser would, and a refusal says why.</summary>
public sealed class InterceptionOriginTests(TlsSite site) : IClassFixture<TlsSite>
{
    private static readonly Oid s_clientUse = new("1.3.6.1.5.5.7.3.2");
    private const string Accepted = "";

#pragma warning disable CA1416 // There is no such test elsewhere than on Linux.
    private static readonly FileStreamOptions s_private = new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };
#pragma warning restore CA1416

    /// <summary>
    /// Name of a case of <see cref="Show"/>, and part of the reason; empty for an origin that is accepted.
    /// </summary>
    public static TheoryData<string, string> Certificates => new()
    {
        { "ECDSA P-256", Accepted },
        { "ECDSA P-384", Accepted },
        { "ECDSA P-521", Accepted },
        { "RSA 2048", Accepted },
        { "RSA 4096, SHA-512", Accepted },
        { "no common name", Accepted },
        { "several names", Accepted },
        { "no usage at all", Accepted },
        { "through an intermediate", Accepted },
        { "through two intermediates", Accepted },
        { "through an intermediate, with its root", Accepted },
        { "expired", "expired" },
        { "not yet valid", "not valid yet" },
        { "another address", "another host" },
        { "a name instead of the address", "another host" },
        { "only a common name", "another host" },
        { "no names at all", "another host" },
        { "the address as a DNS name", "another host" },
        { "self-signed", "self-signed" },
        { "an unknown root", "no authority that is trusted" },
        { "an unknown root that is sent", "no authority that is trusted" },
        { "a root of the same name", "does not fit|not trusted" },
        { "a missing intermediate", "does not send" },
        { "an expired intermediate", "expired" },
        { "an intermediate that is no authority", "may not sign" },
        { "an intermediate without that extension", "may not sign" },
        { "one intermediate too many", "may not sign" },
        { "outside the name constraints", "may not sign" },
        { "for clients only", "may not be used for a server" },
        { "an unknown critical extension", "not understood" },
    };

    [Theory]
    [MemberData(nameof(Certificates))]
    public async Task An_origin_is_judged_by_its_certificate(string name, string reason)
    {
        var address = Site.NewAddress();
        var (leaf, chain) = Show(name, address.Address, site.Lab.OriginRoot);
        await using var origin = new TestOrigin(address, new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
        });

        var response = await site.Lab.ExchangeAsync(origin, $"GET /json HTTP/1.1\r\nHost: {address}\r\n\r\n");

        Assert.True(response.Status == (reason == Accepted ? 200 : 502), $"{name}: {response.Head}\n{response.Text}");
        if (reason == Accepted) return;
        Assert.Matches(reason, response.Text);
        Assert.Empty(origin.Record.Requests);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, 200)]
    [InlineData(SslProtocols.Tls13, 200)]
#pragma warning disable CS0618, SYSLIB0039, CA5397 // What the test is about.
    [InlineData(SslProtocols.Tls11, 502)]
#pragma warning restore CS0618, SYSLIB0039, CA5397
    public async Task An_origin_is_judged_by_its_protocol(SslProtocols protocol, int status)
    {
        var address = Site.NewAddress();
        await using var origin = new TestOrigin(address, new SslServerAuthenticationOptions
        {
            ServerCertificate = Good(address.Address).Make(site.Lab.OriginRoot),
            EnabledSslProtocols = protocol,
        });

        var response = await site.Lab.ExchangeAsync(origin, $"GET /json HTTP/1.1\r\nHost: {address}\r\n\r\n");

        Assert.Equal(status, response.Status);
        if (status == 502) Assert.Contains("handshake", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_origin_that_asks_who_we_are_is_shown_the_certificate_for_it()
    {
        var address = Site.NewAddress();
        var ours = new CertificateForge { Name = "proxy", Usage = s_clientUse }.Make(site.Lab.OriginRoot);
        var files = site.Lab;
        await File.WriteAllTextAsync(files.PathOf("client.pem"), ours.ExportCertificatePem());
        await using (var key = new StreamWriter(new FileStream(files.PathOf("client-key.pem"), s_private)))
            await key.WriteAsync(ours.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var shown = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var lab = await TlsLab.StartAsync(
            null,
            "client_certificates:",
            $"  - {{host: \"{address.Address}\", cert: {files.PathOf("client.pem")}, "
                + $"key: {files.PathOf("client-key.pem")}}}");
        await using var origin = new TestOrigin(address, new SslServerAuthenticationOptions
        {
            ServerCertificate = Good(address.Address).Make(lab.OriginRoot),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                shown.TrySetResult(certificate?.Subject) || true,
        });

        var response = await lab.ExchangeAsync(origin, $"GET /json HTTP/1.1\r\nHost: {address}\r\n\r\n");

        Assert.Equal(200, response.Status);
        Assert.Equal("CN=proxy", await shown.Task);
    }

    [Fact]
    public async Task A_certificate_makes_no_handshake_ask_a_third_party()
    {
        var address = Site.NewAddress();
        await using var third = new TestOrigin(Site.NewAddress());
        var between = new CertificateForge { Name = "Between", IsAuthority = true, Usage = null }.Make(
            site.Lab.OriginRoot);
        var leaf = (Good(address.Address) with
        {
            Extensions = [new X509AuthorityInformationAccessExtension([third.Url + "/ocsp"], [third.Url + "/issuer"])],
        }).Make(between);
        await using var origin = new TestOrigin(address, new SslServerAuthenticationOptions
        {
            // The issuer is not sent; whoever wants it would have to fetch it.
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, [], offline: true),
        });

        var response = await site.Lab.ExchangeAsync(origin, $"GET /json HTTP/1.1\r\nHost: {address}\r\n\r\n");

        Assert.Equal(502, response.Status);
        Assert.Equal(0, third.Record.Connections);
    }

    private static CertificateForge Good(IPAddress address) =>
        new() { Name = address.ToString(), Names = names => names.AddIpAddress(address) };

    /// <summary>What the origin of a case shows: its certificate, and what it sends behind it.</summary>
    private static (X509Certificate2 Leaf, X509Certificate2Collection Chain) Show(
        string name, IPAddress address, X509Certificate2 root)
    {
        var good = Good(address);
        var between = new CertificateForge { Name = "Test Intermediate", IsAuthority = true, Usage = null };
        return name switch
        {
            "ECDSA P-256" => Alone(good),
            "ECDSA P-384" => Alone(good with { Curve = ECCurve.NamedCurves.nistP384, Hash = HashAlgorithmName.SHA384 }),
            "ECDSA P-521" => Alone(good with { Curve = ECCurve.NamedCurves.nistP521 }),
            "RSA 2048" => Alone(good with { RsaBits = 2048 }),
            "RSA 4096, SHA-512" => Alone(good with { RsaBits = 4096, Hash = HashAlgorithmName.SHA512 }),
            "no common name" => Alone(good with { Name = "" }),
            "several names" =>
                Alone(good with { Names = names => { names.AddDnsName("other.test"); names.AddIpAddress(address); } }),
            "no usage at all" => Alone(good with { Usage = null }),
            "through an intermediate" => Through(between.Make(root)),
            "through two intermediates" => ThroughTwo(between.Make(root), between with { Name = "Second" }),
            "through an intermediate, with its root" => WithRoot(between.Make(root)),
            "expired" => Alone(good with { From = -20, To = -2 }),
            "not yet valid" => Alone(good with { From = 2 }),
            "another address" =>
                Alone(good with { Names = names => names.AddIpAddress(IPAddress.Parse("127.77.9.9")) }),
            "a name instead of the address" => Alone(good with { Names = names => names.AddDnsName("origin.test") }),
            "only a common name" => Alone(good with { Names = null }),
            "no names at all" => Alone(good with { Names = null, Name = "nobody" }),
            "the address as a DNS name" => Alone(good with { Names = names => names.AddDnsName("127-77-1-1.test") }),
            "self-signed" => (good.Make(null), []),
            "an unknown root" => (good.Make(CertificateForge.Root("Unknown Root")), []),
            "an unknown root that is sent" => Unknown(CertificateForge.Root("Unknown Root")),
            "a root of the same name" => (good.Make(CertificateForge.Root()), []),
            "a missing intermediate" => (good.Make(between.Make(root)), []),
            "an expired intermediate" => Through((between with { From = -20, To = -2 }).Make(root)),
            "an intermediate that is no authority" => Through((between with { IsAuthority = false }).Make(root)),
            "an intermediate without that extension" => Through((between with { IsAuthority = null }).Make(root)),
            "one intermediate too many" =>
                ThroughTwo((between with { PathLength = 0 }).Make(root), between with { Name = "Second" }),
            "outside the name constraints" =>
                Through((between with { Extensions = [OnlyOtherAddresses()] }).Make(root)),
            "for clients only" => Alone(good with { Usage = s_clientUse }),
            "an unknown critical extension" =>
                Alone(good with { Extensions = [new X509Extension("1.3.6.1.4.1.99999.1", [5, 0], critical: true)] }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such case"),
        };

        (X509Certificate2, X509Certificate2Collection) Alone(CertificateForge forge) => (forge.Make(root), []);

        (X509Certificate2, X509Certificate2Collection) Through(X509Certificate2 issuer) =>
            (good.Make(issuer), [issuer]);

        (X509Certificate2, X509Certificate2Collection) WithRoot(X509Certificate2 issuer) =>
            (good.Make(issuer), [issuer, root]);

        (X509Certificate2, X509Certificate2Collection) Unknown(X509Certificate2 other) => (good.Make(other), [other]);

        (X509Certificate2, X509Certificate2Collection) ThroughTwo(X509Certificate2 first, CertificateForge second)
        {
            var issuer = second.Make(first);
            return (good.Make(issuer), [issuer, first]);
        }
    }

    /// <summary>
    /// permittedSubtrees [0] of one iPAddress [7] range that nothing here lies in (RFC 5280 §4.2.1.10).
    /// </summary>
    private static X509Extension OnlyOtherAddresses()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
        {
            writer.WriteOctetString([203, 0, 113, 0, 255, 255, 255, 0], new Asn1Tag(TagClass.ContextSpecific, 7));
        }

        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
    }
}
