namespace Pipelock.Scanners.Text.Decoders;

/// <summary>What came out of an attempt to decode.</summary>
internal enum DecodedKind : byte
{
    /// <summary>Nothing readable: nothing was encoded, or it was encoded otherwise.</summary>
    Noise,

    /// <summary>Something readable among noise: the encoded text was glued to other characters, or is binary.</summary>
    Mixed,

    /// <summary>Text throughout.</summary>
    Text,
}
