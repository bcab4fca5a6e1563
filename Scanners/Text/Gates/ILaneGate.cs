namespace Pipelock.Scanners.Text.Gates;

/// <summary>What the eight bytes of a lane must be made of for a look at every one of them.</summary>
internal interface ILaneGate
{
    /// <summary>The highest bit of each lane of a block of sixty-four bytes at which such a place begins.</summary>
    static abstract ulong Lanes(in LaneBlock block);
}
