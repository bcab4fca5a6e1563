using System.Net.Security;

namespace Pipelock.Tls.Leaves;

/// <summary>A minted certificate, ready to shake hands with. Immutable, thread-safe.</summary>
/// <param name="Options">
/// How to shake hands with it. One object for all handshakes of a name: it keeps the native context, and with it the
/// session tickets, so that a warm handshake does no work for certificates.
/// </param>
/// <param name="RenewAt">When a new one is to be minted: a little before it expires.</param>
public sealed record LeafCertificate(SslServerAuthenticationOptions Options, DateTimeOffset RenewAt);
