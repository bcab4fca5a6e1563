namespace Pipelock.Protocols.Sse.Deltas;

/// <summary>One run: its bounded tail, and what the latest event appended. Not thread-safe.</summary>
internal sealed class DeltaRun : IDisposable
{
    private readonly PooledText _text = new();

    /// <summary>The run's name.</summary>
    public DeltaKey Key { get; set; }

    /// <summary>
    /// Number of the event that touched it last: the run touched longest ago makes room for a new one.
    /// </summary>
    public long LastEvent { get; set; }

    /// <summary>Bytes of the text that came before the latest event.</summary>
    public int TailLength { get; private set; }

    /// <summary>Tail and appended text.</summary>
    public ReadOnlySpan<byte> Window => _text.Span;

    /// <summary>A new event begins: what was appended becomes tail, of which the last bytes are kept.</summary>
    public void Advance(int maxTail)
    {
        var surplus = _text.Length - maxTail;
        if (surplus > 0)
        {
            // Not in the middle of a character.
            while (surplus < _text.Length && (_text.Span[surplus] & 0xC0) == 0x80) surplus++;
            _text.DropFirst(surplus);
        }

        TailLength = _text.Length;
    }

    /// <summary>Appends a text.</summary>
    public void Append(ReadOnlySpan<byte> text) => _text.Append(text);

    /// <summary>Becomes another run.</summary>
    public void Restart(DeltaKey key)
    {
        Key = key;
        TailLength = 0;
        _text.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();
}
