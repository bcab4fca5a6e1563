namespace Pipelock.Protocols.Http1;

/// <summary>
/// Keeps the trailer fields of one chunked body at a time. Owned by a connection, reused by each decoder made with it.
/// Not thread-safe.
/// </summary>
public sealed class TrailerSection
{
    /// <summary>The trailer fields, empty until the body is complete; valid until the next body starts.</summary>
    public HeaderFields Fields { get; } = new();
}
