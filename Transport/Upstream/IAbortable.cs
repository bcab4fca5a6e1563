namespace Pipelock.Transport.Upstream;

/// <summary>Something that can be ended at once from any thread: a connection somebody may be waiting on.</summary>
public interface IAbortable
{
    /// <summary>Ends it at once, whatever it is doing. Thread-safe, idempotent.</summary>
    void Abort();
}
