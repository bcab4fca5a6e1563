namespace Pipelock.Protocols.Sse.Deltas;

/// <summary>A text found in an event before the objects around it were read to their ends.</summary>
internal struct DeltaPiece
{
    /// <summary>What it adds to.</summary>
    public DeltaKind Kind;

    /// <summary>Index of the choice, block or candidate.</summary>
    public int Choice;

    /// <summary>Index of the tool call or part.</summary>
    public int Part;

    /// <summary>Its indices are known.</summary>
    public bool IsPlaced;

    /// <summary>Offset of the text.</summary>
    public int Start;

    /// <summary>Length of the text.</summary>
    public int Length;

    /// <summary>The run it belongs to.</summary>
    public readonly DeltaKey Key => new(Kind, Choice, Part);

    /// <summary>Gives it its indices, and its kind where it has none of its own.</summary>
    public void Place(DeltaKind kind, int choice, int part)
    {
        if (Kind == DeltaKind.Text) Kind = kind;
        Choice = choice;
        Part = part;
        IsPlaced = true;
    }
}
