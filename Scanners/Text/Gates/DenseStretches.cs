using System.Numerics;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>Finds the stretches of a text in which a gate opens, with what touches them on both sides.</summary>
/// <remarks>So that what looks at single bytes does so only where that is worth it: hardly ever in prose.</remarks>
/// <param name="lanes">The lanes that the gate opens, as <see cref="CutGate"/> notes them.</param>
/// <param name="length">How long the text is.</param>
/// <param name="margin">How far what touches a lane reaches.</param>
internal ref struct DenseStretches(ReadOnlySpan<byte> lanes, int length, int margin = DenseStretches.Margin)
{
    private const int Lane = 8;
    private const int Margin = 40;

    private readonly ReadOnlySpan<byte> _lanes = lanes;
    private int _block;

    /// <summary>Where the stretch begins; never before the end of the one before.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next stretch.</summary>
    public bool MoveNext()
    {
        var next = _lanes[_block..].IndexOfAnyExcept((byte)0);
        if (next < 0)
        {
            return false;
        }

        _block += next;
        var first = (_block * LaneMasks.Step) + (BitOperations.TrailingZeroCount(_lanes[_block]) * Lane);
        int last;
        do
        {
            last = (_block * LaneMasks.Step) + ((BitOperations.Log2(_lanes[_block]) + 1) * Lane);
        }
        while (++_block < _lanes.Length && _lanes[_block] != 0);
        Start = Math.Max(End, first - margin);
        End = Math.Min(last + Lane + margin, length);
        return true;
    }
}
