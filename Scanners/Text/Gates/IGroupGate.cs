namespace Pipelock.Scanners.Text.Gates;

/// <summary>The places at which an encoding's groups of characters can stand for text.</summary>
/// <remarks>Implemented by empty structs, so that <see cref="GroupGate"/> is compiled once per encoding.</remarks>
internal interface IGroupGate
{
    /// <summary>How many bytes a place is judged by, the first of them included.</summary>
    static abstract int Reach { get; }

    /// <summary>One bit per place in a block of sixty-four bytes; a place whose bytes lie beyond it has none.</summary>
    static abstract ulong Places(ref byte block);
}
