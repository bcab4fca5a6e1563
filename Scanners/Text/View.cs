namespace Pipelock.Scanners.Text;

/// <summary>One reading of a text: where it lies, how it was come by, and what is still to be tried on it.</summary>
internal struct View
{
    /// <summary>Offset in the tree's memory; unused for the text itself.</summary>
    internal int Start;

    /// <summary>Length in bytes.</summary>
    internal int Length;

    /// <summary>How many encodings were undone to get here.</summary>
    internal int Depth;

    /// <summary>The steps that led here.</summary>
    internal DecodingChain Chain;

    /// <summary>What it is made of, and which passes it has had.</summary>
    internal ViewState State;
}
