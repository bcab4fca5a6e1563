using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>A certificate shown to one upstream server or to those below a domain.</summary>
[Summary("A certificate shown to one upstream server or to those below a domain.")]
public sealed record ClientCertificateOptions
{
    /// <summary>The host it is for. *.example.com covers the apex too.</summary>
    [Summary("The host it is for. *.example.com covers the apex too.")]
    public string Host { get; init; } = "";

    /// <summary>Certificate (PEM), its issuers behind it.</summary>
    [Summary("Certificate (PEM), its issuers behind it.")]
    public string Cert { get; init; } = "";

    /// <summary>Its private key (PEM), its owner's alone (0600).</summary>
    [Summary("Its private key (PEM), its owner's alone (0600).")]
    public string Key { get; init; } = "";
}
