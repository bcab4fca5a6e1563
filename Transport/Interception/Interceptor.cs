using Pipelock.Tls.Authority;
using Pipelock.Tls.Leaves;

namespace Pipelock.Transport.Interception;

/// <summary>
/// What opening the TLS of clients needs, shared by all connections. Immutable but for what it learns.
/// </summary>
public sealed class Interceptor
{
    internal Interceptor(
        CertificateAuthority authority, LeafCache leaves, InterceptionRules rules, ClientRejections rejections)
    {
        Authority = authority;
        Leaves = leaves;
        Rules = rules;
        Rejections = rejections;
    }

    /// <summary>Vouches for the certificates.</summary>
    public CertificateAuthority Authority { get; }

    /// <summary>The certificates that clients are shown.</summary>
    public LeafCache Leaves { get; }

    /// <summary>Whose TLS is opened.</summary>
    internal InterceptionRules Rules { get; }

    /// <summary>Clients that did not accept a certificate of ours.</summary>
    internal ClientRejections Rejections { get; }

    internal Interceptor With(InterceptionRules rules) => new(Authority, Leaves, rules, Rejections);
}
