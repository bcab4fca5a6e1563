namespace Pipelock.Scanners.Headers;

/// <summary>
/// The header fields of one message as a scanner sees them. Implemented by a (ref) struct over the parser's own buffer,
/// so that nothing is copied and no interface call is virtual.
/// </summary>
public interface IHeaderSource
{
    /// <summary>How many fields there are.</summary>
    int Count { get; }

    /// <summary>The name of field <paramref name="index"/>, in the case it arrived in.</summary>
    ReadOnlySpan<byte> Name(int index);

    /// <summary>The value of field <paramref name="index"/>, without surrounding white space.</summary>
    ReadOnlySpan<byte> Value(int index);
}
