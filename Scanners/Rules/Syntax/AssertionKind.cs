namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Places between characters that a pattern can ask for.</summary>
internal enum AssertionKind : byte
{
    /// <summary>Start of the text.</summary>
    TextStart,

    /// <summary>End of the text.</summary>
    TextEnd,

    /// <summary>Start of a line.</summary>
    LineStart,

    /// <summary>End of a line.</summary>
    LineEnd,

    /// <summary>Between an ASCII word character and something else.</summary>
    WordBoundary,

    /// <summary>Not at a word boundary.</summary>
    NotWordBoundary,
}
