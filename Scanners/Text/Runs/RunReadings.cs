namespace Pipelock.Scanners.Text.Runs;

/// <summary>The readings in which a run of base64 characters may hold something, and what it has.</summary>
[Flags]
internal enum RunReadings : ushort
{
    /// <summary>No reading: most digests, paths and names.</summary>
    None = 0,

    /// <summary>Base64.</summary>
    Base64 = 1,

    /// <summary>Hexadecimal.</summary>
    Hex = 2,

    /// <summary>Hexadecimal that dashes part; counts where some run of the text has a row of hexadecimal.</summary>
    DashedHex = 4,

    /// <summary>Base32 in capitals.</summary>
    Upper32 = 8,

    /// <summary>Base32 in small letters.</summary>
    Lower32 = 16,

    /// <summary>Backwards, and with shifted letters.</summary>
    Mirrored = 32,

    /// <summary>All of these.</summary>
    All = Base64 | Hex | DashedHex | Upper32 | Lower32 | Mirrored,

    /// <summary>It has at least sixteen hexadecimal digits in a row.</summary>
    HexRow = 64,

    /// <summary>It has at least sixteen letters of one case and digits in a row, not all of them
    /// hexadecimal.</summary>
    WordRow = 256,

    /// <summary>It has at least sixty-four characters.</summary>
    VeryLong = 128,

    /// <summary>The mark of gzip, as base64 writes it, may stand in it.</summary>
    Marked = 512,
}
