using System.Buffers;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Remembers the end of what passed, so that the next piece is looked at together with it. Bounded.</summary>
/// <param name="size">Bytes of old and new text together; a longer piece stands for itself.</param>
internal sealed class TailContext(int size) : IDisposable
{
    private byte[] _text = [];
    private int _length;

    /// <summary>Joins <paramref name="fresh"/> to what went before it.</summary>
    /// <returns>Both together; the new text alone where it fills the bound by itself.</returns>
    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte> fresh)
    {
        if (_text.Length == 0) _text = ArrayPool<byte>.Shared.Rent(size);
        var taken = fresh[^Math.Min(fresh.Length, size)..];
        var kept = Math.Min(_length, size - taken.Length);
        _text.AsSpan(_length - kept, kept).CopyTo(_text);
        taken.CopyTo(_text.AsSpan(kept));
        _length = kept + taken.Length;
        return taken.Length == fresh.Length ? _text.AsSpan(0, _length) : fresh;
    }

    /// <summary>Forgets everything and gives the memory back; the next piece begins anew.</summary>
    public void Dispose()
    {
        if (_text.Length > 0) ArrayPool<byte>.Shared.Return(_text);
        _text = [];
        _length = 0;
    }
}
