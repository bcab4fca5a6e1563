using System.Numerics;
using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Finds the stretches of a text in which a gate opens, with what touches them on both sides.</summary>
/// <remarks>So that what looks at single bytes does so only where that is worth it: hardly ever in prose.</remarks>
internal ref struct DenseStretches<TGate>(ReadOnlySpan<byte> text)
    where TGate : struct, ILaneGate
{
    private const int Block = CharacterClasses.BlockLength;
    private const int Step = LaneMasks.Step;
    private const int Lane = 8;
    private const int Margin = 40;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;

    /// <summary>Where the stretch begins; never before the end of the one before.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next stretch.</summary>
    public bool MoveNext()
    {
        for (; _position < _text.Length; _position += Step)
        {
            ulong lanes = Lanes(_position);
            if (lanes == 0)
            {
                continue;
            }

            int first = _position + (BitOperations.TrailingZeroCount(lanes) / Lane * Lane);
            int last;
            do
            {
                last = _position + (BitOperations.Log2(lanes) / Lane * Lane) + Lane;
                _position += Step;
                lanes = _position < _text.Length ? Lanes(_position) : 0;
            }
            while (lanes != 0);
            Start = Math.Max(End, first - Margin);
            End = Math.Min(last + Lane + Margin, _text.Length);
            return true;
        }

        return false;
    }

    private readonly ulong Lanes(int at)
    {
        if (at + Block <= _text.Length)
        {
            return TGate.Lanes(new LaneBlock(ref MemoryMarshal.GetReference(_text[at..])));
        }

        Span<byte> last = stackalloc byte[Block];
        return TGate.Lanes(new LaneBlock(ref LastBlock.Copy(_text[at..], (byte)' ', last)));
    }
}
