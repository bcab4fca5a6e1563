namespace Pipelock.Scanners.Injection.Phrases;

/// <summary>Ways to write a phrase so that a person still reads it.</summary>
[Flags]
internal enum PhraseVariant : byte
{
    /// <summary>As it is.</summary>
    None = 0,

    /// <summary>Letters of other scripts that look alike.</summary>
    Confusable = 1,

    /// <summary>Invisible characters in the place of spaces.</summary>
    Invisible = 2,

    /// <summary>Digits and signs in the place of letters.</summary>
    Leet = 4,

    /// <summary>Letters apart, or words without spaces.</summary>
    Squeezed = 8,

    /// <summary>Something hidden in the middle of a sentence.</summary>
    Visible = 16,

    /// <summary>Letters apart, and words further apart.</summary>
    Spaced = 32,
}
