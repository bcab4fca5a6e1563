namespace Pipelock.Tls.Authority;

/// <summary>What a new certificate authority is to be like. Immutable.</summary>
public sealed record AuthorityRequest
{
    /// <summary>Organisation in its name, which becomes <c>CN=… CA, O=…</c>.</summary>
    public string Organization { get; init; } = "Pipelock";

    /// <summary>How long it is valid from now on.</summary>
    public TimeSpan Validity { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>
    /// Domains, with everything below them, that it may vouch for (RFC 5280 §4.2.1.10); empty for all.
    /// </summary>
    public IReadOnlyList<string> PermittedDomains { get; init; } = [];

    /// <summary>Encrypts the key file; empty for a key in clear, guarded by its mode alone.</summary>
    public string Passphrase { get; init; } = "";

    /// <summary>The name of the type alone: a passphrase must not reach a log.</summary>
    public override string ToString() => nameof(AuthorityRequest);
}
