namespace Pipelock.Protocols.Http1;

/// <summary>
/// What differs between request and response heads; called by <see cref="HeadReader"/> in this order.
/// </summary>
internal interface IHeadRules
{
    /// <summary>Reads the start line, found at <paramref name="offset"/> of the head.</summary>
    RefusalReason ReadStartLine(ReadOnlySpan<byte> line, int offset);

    /// <summary>Decides about the whole head, whose bytes and fields are now in their buffer.</summary>
    RefusalReason Conclude();
}
