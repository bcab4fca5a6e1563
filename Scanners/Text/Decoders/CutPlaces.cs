namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Which cut readings a text has a place for, and in which block of it the first of each lies.</summary>
internal struct CutPlaces
{
    /// <summary>The readings; an offset counts only for one that is among them.</summary>
    public CutReadings Readings { get; set; }

    /// <summary>Where the block begins that may hold the first chain of pieces.</summary>
    public int Split { get; set; }

    /// <summary>The same of characters as numbers.</summary>
    public int Codes { get; set; }

    /// <summary>The same of base85.</summary>
    public int Base85 { get; set; }

    /// <summary>What is to be read of a text: from one block before the first place on, as a stretch begins before
    /// it.</summary>
    internal static ReadOnlySpan<byte> From(ReadOnlySpan<byte> text, int block) =>
        text[Math.Max(0, block - LaneMasks.Step)..];
}
