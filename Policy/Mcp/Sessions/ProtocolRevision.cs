namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>Revisions of the Model Context Protocol, as far as a rule of this folder depends on one.</summary>
internal static class ProtocolRevision
{
    /// <summary>The only revision with batches, as JSON: 2025-06-18 took them out again (its changelog, item
    /// 1).</summary>
    public static ReadOnlySpan<byte> WithBatches => "\"2025-03-26\""u8;
}
