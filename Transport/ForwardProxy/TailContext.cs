namespace Pipelock.Transport.ForwardProxy;

/// <summary>Remembers the end of what passed, so that the next piece is looked at together with it. Bounded.</summary>
/// <param name="size">Bytes of old and new text together; a longer piece stands for itself.</param>
internal sealed class TailContext(int size)
{
    private readonly byte[] _text = new byte[size];
    private int _length;

    /// <summary>Nothing has passed yet.</summary>
    public void Clear() => _length = 0;

    /// <summary>Joins <paramref name="fresh"/> to what went before it.</summary>
    /// <returns>Both together; the new text alone where it fills the bound by itself.</returns>
    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte> fresh)
    {
        var taken = fresh[^Math.Min(fresh.Length, _text.Length)..];
        var kept = Math.Min(_length, _text.Length - taken.Length);
        _text.AsSpan(_length - kept, kept).CopyTo(_text);
        taken.CopyTo(_text.AsSpan(kept));
        _length = kept + taken.Length;
        return taken.Length == fresh.Length ? _text.AsSpan(0, _length) : fresh;
    }
}
