namespace Pipelock.Transport.Interception;

/// <summary>
/// Holds the TLS state in force; a reload swaps it, connections keep what they began with. Thread-safe.
/// </summary>
public sealed class TlsHolder(TlsState first)
{
    private TlsState _current = first;

    /// <summary>The state in force.</summary>
    public TlsState Current => Volatile.Read(ref _current);

    /// <summary>Puts another state in force.</summary>
    public void Swap(TlsState next) => Volatile.Write(ref _current, next);
}
