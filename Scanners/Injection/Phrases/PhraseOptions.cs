namespace Pipelock.Scanners.Injection.Phrases;

/// <summary>Variants of the plain form of a text.</summary>
[Flags]
internal enum PhraseOptions : byte
{
    /// <summary>Every script stays in its own letters.</summary>
    None = 0,

    /// <summary>Letters of other scripts become the ASCII they are mistaken for.</summary>
    Confusables = 1,

    /// <summary>Invisible characters become spaces instead of going.</summary>
    InvisibleIsSpace = 2,
}
