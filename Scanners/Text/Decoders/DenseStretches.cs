using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Finds the stretches of a text with many digits and capitals: where cut or numbered secrets can be.</summary>
/// <remarks>
/// Prose has hardly any, so what follows looks at single bytes only where that is worth it. Sixty-four bytes at a time,
/// with as many before and behind.
/// </remarks>
internal ref struct DenseStretches(ReadOnlySpan<byte> text)
{
    private const int Block = CharacterClasses.BlockLength;

    // The shortest secret has twenty such bytes; cut into single characters and laid over two blocks, ten in one.
    private const int MinMarks = 8;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;

    /// <summary>Where the stretch begins; never before the end of the one before.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next stretch.</summary>
    public bool MoveNext()
    {
        int at = _position;
        while (at < _text.Length && !IsDense(at))
        {
            at += Block;
        }

        if (at >= _text.Length)
        {
            _position = at;
            return false;
        }

        int end = at + Block;
        while (end < _text.Length && (IsDense(end) || IsDense(end + Block)))
        {
            end += Block;
        }

        Start = Math.Max(End, at - Block);
        End = Math.Min(end + Block, _text.Length);
        _position = end + Block;
        return true;
    }

    private readonly bool IsDense(int at)
    {
        if (at + Block <= _text.Length)
        {
            return Marks(ref MemoryMarshal.GetReference(_text[at..])) >= MinMarks;
        }

        if (at >= _text.Length)
        {
            return false;
        }

        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        _text[at..].CopyTo(last);
        return Marks(ref MemoryMarshal.GetReference(last)) >= MinMarks;
    }

    private static int Marks(ref byte block)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
        Vector512<byte> digits = Vector512.LessThan(bytes - Vector512.Create((byte)'0'), Vector512.Create((byte)10));
        Vector512<byte> capitals = Vector512.LessThan(bytes - Vector512.Create((byte)'A'), Vector512.Create((byte)26));
        return BitOperations.PopCount((digits | capitals).ExtractMostSignificantBits());
    }
}
