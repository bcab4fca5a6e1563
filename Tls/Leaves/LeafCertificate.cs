using System.Net.Security;

namespace Pipelock.Tls.Leaves;

/// <summary>A minted certificate, ready to shake hands with. Immutable, thread-safe.</summary>
/// <remarks>
/// Handshakes may still run when its cache lets go of it, so the garbage collector frees it. That sees little of what
/// there is to free: the certificate and the context of its handshakes are native memory, told of here, for otherwise
/// those of a busy cache would wait for a collection that nothing else calls for.
/// </remarks>
public sealed class LeafCertificate
{
    /// <summary>Native memory of one, as measured.</summary>
    private const long NativeBytes = 10 * 1024;

    /// <summary>Keeps what was minted.</summary>
    /// <param name="options">How to shake hands with it.</param>
    /// <param name="renewAt">When a new one is to be minted.</param>
    public LeafCertificate(SslServerAuthenticationOptions options, DateTimeOffset renewAt)
    {
        Options = options;
        RenewAt = renewAt;
        GC.AddMemoryPressure(NativeBytes);
    }

    /// <summary>Frees nothing itself: what holds the native memory is let go of at the same time.</summary>
    ~LeafCertificate() => GC.RemoveMemoryPressure(NativeBytes);

    /// <summary>
    /// How to shake hands with it. One object for all handshakes of a name: it keeps the native context, and with it
    /// the session tickets, so that a warm handshake does no work for certificates.
    /// </summary>
    public SslServerAuthenticationOptions Options { get; }

    /// <summary>When a new one is to be minted: a little before it expires.</summary>
    public DateTimeOffset RenewAt { get; }
}
