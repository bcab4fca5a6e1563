namespace Pipelock.Protocols.Sse.Deltas;

/// <summary>Text that one event appended to one run, with what came before it.</summary>
/// <remarks>Good until the joiner reads the next event.</remarks>
public readonly ref struct Delta
{
    internal Delta(DeltaKey key, ReadOnlySpan<byte> window, int tailLength)
    {
        Key = key;
        Window = window;
        TailLength = tailLength;
    }

    /// <summary>The run.</summary>
    public DeltaKey Key { get; }

    /// <summary>The end of what came before, then the appended text: what a scanner looks at.</summary>
    public ReadOnlySpan<byte> Window { get; }

    /// <summary>How many bytes of <see cref="Window"/> came before.</summary>
    public int TailLength { get; }

    /// <summary>What this event appended.</summary>
    public ReadOnlySpan<byte> Appended => Window[TailLength..];
}
