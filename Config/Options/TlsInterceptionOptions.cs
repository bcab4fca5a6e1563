using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Opening of TLS inside CONNECT tunnels.</summary>
[Summary("Opening of TLS inside CONNECT tunnels.")]
public sealed record TlsInterceptionOptions
{
    /// <summary>Opens TLS and scans what is inside.</summary>
    [Summary("Opens TLS and scans what is inside.")]
    public bool Enabled { get; init; }

    /// <summary>Certificate of the local authority (PEM); empty = ca.pem in the state directory.</summary>
    [Summary("Certificate of the local authority (PEM); empty = ca.pem in the state directory.")]
    public string CaCert { get; init; } = "";

    /// <summary>Its private key (PEM), its owner's alone (0600); empty = ca-key.pem in the state directory.</summary>
    [Summary("Its private key (PEM), its owner's alone (0600); empty = ca-key.pem in the state directory.")]
    public string CaKey { get; init; } = "";

    /// <summary>File whose first line decrypts ca_key; else the variable PIPELOCK_CA_PASSPHRASE.</summary>
    [Summary("File whose first line decrypts ca_key; else the variable PIPELOCK_CA_PASSPHRASE.")]
    public string CaKeyPassphraseFile { get; init; } = "";

    /// <summary>Further authorities (PEM) trusted for upstream servers.</summary>
    [Summary("Further authorities (PEM) trusted for upstream servers.")]
    public string UpstreamCaFile { get; init; } = "";

    /// <summary>Hosts whose TLS stays closed. *.example.com covers the apex too.</summary>
    [Summary("Hosts whose TLS stays closed. *.example.com covers the apex too.")]
    public ImmutableArray<string> PassthroughDomains { get; init; } = [];

    /// <summary>The only hosts whose TLS is opened; empty = all but those passed through.</summary>
    [Summary("The only hosts whose TLS is opened; empty = all but those passed through.")]
    public ImmutableArray<string> InterceptOnly { get; init; } = [];

    /// <summary>What happens to a client that offers no HTTP/1.1, such as gRPC.</summary>
    [Summary("What happens to a client that offers no HTTP/1.1, such as gRPC.")]
    public H2OnlyAction H2OnlyClients { get; init; }

    /// <summary>
    /// Remembers a client that rejected the local authority for a host, and passes its next connections to that host
    /// through.
    /// </summary>
    [Summary(
        "Remembers a client that rejected the local authority for a host, and passes its next connections to that host " +
        "through.")]
    public bool PassthroughRejectingClients { get; init; }

    /// <summary>Certificates shown to upstream servers that ask for one.</summary>
    [Summary("Certificates shown to upstream servers that ask for one.")]
    public ImmutableArray<ClientCertificateOptions> ClientCertificates { get; init; } = [];

    /// <summary>Life of a minted certificate, such as 24h.</summary>
    [Summary("Life of a minted certificate, such as 24h.")]
    public TimeSpan CertTtl { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Minted certificates kept at most.</summary>
    [Summary("Minted certificates kept at most.")]
    [Bounds(0)]
    public int CertCacheSize { get; init; } = 10_000;

    /// <summary>Largest response that can be scanned, in bytes.</summary>
    [Summary("Largest response that can be scanned, in bytes.")]
    [Bounds(0)]
    [Inactive]
    public long MaxResponseBytes { get; init; } = 5_242_880;
}
