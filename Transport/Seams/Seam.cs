using System.Buffers;

namespace Pipelock.Transport.Seams;

/// <summary>The end of what passed, to be looked at together with the beginning of what follows. Bounded.</summary>
/// <param name="reach">Bytes on either side of the seam.</param>
internal sealed class Seam(int reach) : IDisposable
{
    private byte[] _text = [];
    private int _tail;

    /// <summary>Nothing passed yet.</summary>
    public bool IsEmpty => _tail == 0;

    /// <summary>What passed with <paramref name="next"/> behind it; valid until the next call.</summary>
    public ReadOnlySpan<byte> With(ReadOnlySpan<byte> next)
    {
        Rent();
        var head = next[..Math.Min(next.Length, reach)];
        head.CopyTo(_text.AsSpan(_tail));
        return _text.AsSpan(0, _tail + head.Length);
    }

    /// <summary>Remembers what has passed now.</summary>
    public void Keep(ReadOnlySpan<byte> passed)
    {
        Rent();
        var fresh = passed[^Math.Min(passed.Length, reach)..];
        var kept = Math.Min(_tail, reach - fresh.Length);
        _text.AsSpan(_tail - kept, kept).CopyTo(_text);
        fresh.CopyTo(_text.AsSpan(kept));
        _tail = kept + fresh.Length;
    }

    /// <summary>Forgets what passed.</summary>
    public void Clear() => _tail = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_text.Length > 0) ArrayPool<byte>.Shared.Return(_text);
        _text = [];
        _tail = 0;
    }

    private void Rent()
    {
        if (_text.Length == 0) _text = ArrayPool<byte>.Shared.Rent(2 * reach);
    }
}
