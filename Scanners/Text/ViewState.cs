namespace Pipelock.Scanners.Text;

/// <summary>What a view is made of, and which passes it has had.</summary>
[Flags]
internal enum ViewState : byte
{
    /// <summary>A text as someone wrote it.</summary>
    None = 0,

    /// <summary>Put together from pieces that did not stand side by side; only unmistakable formats count in
    /// it.</summary>
    Glued = 1,

    /// <summary>In canonical form already.</summary>
    Canonical = 2,

    /// <summary>Line breaks were read across already.</summary>
    Joined = 4,

    /// <summary>Separators were taken out already.</summary>
    Stripped = 8,

    /// <summary>Plus signs were read as spaces already.</summary>
    PlusRead = 16,

    /// <summary>Known to be valid UTF-8.</summary>
    Valid = 32,
}
