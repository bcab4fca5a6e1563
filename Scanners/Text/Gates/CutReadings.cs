namespace Pipelock.Scanners.Text.Gates;

/// <summary>The readings of what is written in pieces or as numbers for which a text has a place.</summary>
[Flags]
internal enum CutReadings
{
    /// <summary>The text has no digits and capitals close to each other.</summary>
    None = 0,

    /// <summary>It has: literals that a program puts together are worth a look.</summary>
    Dense = 1,

    /// <summary>Pieces between equal separators.</summary>
    Split = 2,

    /// <summary>Characters as numbers.</summary>
    Codes = 4,

    /// <summary>Base85.</summary>
    Base85 = 8,

    /// <summary>All of them.</summary>
    All = Dense | Split | Codes | Base85,
}
