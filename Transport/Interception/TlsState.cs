using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Scanners.Addresses;
using Pipelock.Tls.Authority;
using Pipelock.Tls.Leaves;
using Pipelock.Tls.Origins;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Interception;

/// <summary>What one configuration says about TLS on both sides. Immutable, thread-safe.</summary>
public sealed class TlsState
{
    private TlsState(TlsInterceptionOptions options, OriginIdentities origins, Interceptor? interceptor)
    {
        Options = options;
        Origins = origins;
        Interceptor = interceptor;
    }

    /// <summary>The system's roots for origins, and nobody's TLS is opened.</summary>
    public static TlsState WithoutInterception { get; } = new(
        new TlsInterceptionOptions(), new OriginIdentities(new OriginVerifier([]), static _ => null), null);

    /// <summary>The settings it was built from.</summary>
    public TlsInterceptionOptions Options { get; }

    /// <summary>Who origins have to be.</summary>
    public OriginIdentities Origins { get; }

    /// <summary>Opens the TLS of clients; null where that is off.</summary>
    public Interceptor? Interceptor { get; }

    /// <summary>Builds the state of a configuration.</summary>
    /// <param name="options">The settings, validated.</param>
    /// <param name="passphrase">Decrypts the authority's key where no file is named; may be empty.</param>
    /// <param name="previous">
    /// The state a reload replaces: kept where nothing changed, and with it all certificates.
    /// </param>
    /// <exception cref="IOException">
    /// A file of certificates or keys is missing or wrong; says which and why.
    /// </exception>
    public static TlsState Build(TlsInterceptionOptions options, string passphrase, TlsState? previous = null)
    {
        var origins = new OriginIdentities(
            new OriginVerifier(Anchors(options.UpstreamCaFile)), ClientCertificates(options));
        if (!options.Enabled) return new TlsState(options, origins, null);
        if (options.CaKeyPassphraseFile.Length > 0)
            passphrase = File.ReadLines(options.CaKeyPassphraseFile, Encoding.UTF8).FirstOrDefault("");
        var clock = TimeProvider.System;
        var authority = new AuthorityFiles(options.CaCert, options.CaKey).Load(passphrase, clock);
        var before = previous?.Interceptor;
        // The same authority goes on with the certificates it minted and what it learnt about clients.
        if (before is not null && previous!.Options.CertTtl == options.CertTtl
            && previous.Options.CertCacheSize == options.CertCacheSize
            && before.Authority.Certificate.RawDataMemory.Span.SequenceEqual(authority.Certificate.RawDataMemory.Span))
            return new TlsState(options, origins, before.With(new InterceptionRules(options)));
        var leaves = new LeafCache(new LeafFactory(authority, options.CertTtl, clock), options.CertCacheSize, clock);
        return new TlsState(
            options, origins, new Interceptor(authority, leaves, new InterceptionRules(options), new()));
    }

    private static X509Certificate2Collection Anchors(string path)
    {
        var anchors = new X509Certificate2Collection();
        if (path.Length == 0) return anchors;
        try
        {
            anchors.ImportFromPemFile(path);
        }
        catch (CryptographicException e)
        {
            throw new AuthorityException($"tls_interception.upstream_ca_file: {path} is no PEM file: {e.Message}", e);
        }

        return anchors.Count > 0
            ? anchors
            : throw new AuthorityException($"tls_interception.upstream_ca_file: {path} holds no PEM certificate");
    }

    private static Func<string, SslStreamCertificateContext?> ClientCertificates(TlsInterceptionOptions options)
    {
        if (options.ClientCertificates.IsDefaultOrEmpty) return static _ => null;
        var known = options.ClientCertificates
            .Select(one => (Hosts: new HostPatterns([one.Host]), Context: ClientCertificate(one)))
            .ToArray();
        return host => Array.Find(known, one => one.Hosts.Contains(Encoding.ASCII.GetBytes(host))).Context;
    }

    private static SslStreamCertificateContext ClientCertificate(ClientCertificateOptions options)
    {
        try
        {
            var issuers = new X509Certificate2Collection();
            issuers.ImportFromPemFile(options.Cert);
            var certificate = X509Certificate2.CreateFromPemFile(options.Cert, options.Key);
            return SslStreamCertificateContext.Create(certificate, issuers, offline: true);
        }
        catch (CryptographicException e)
        {
            throw new AuthorityException(
                $"tls_interception.client_certificates: {options.Cert} and {options.Key} do not fit together: "
                + e.Message,
                e);
        }
    }
}
