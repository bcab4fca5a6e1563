namespace Pipelock.Scanners.Entropy;

/// <summary>How data is written into host labels.</summary>
internal enum LabelEncoding : byte
{
    /// <summary>Hexadecimal, either case.</summary>
    Hex,

    /// <summary>Base 32 (RFC 4648 §6), either case, without padding.</summary>
    Base32,

    /// <summary>Base 64 with the URL alphabet (RFC 4648 §5), without padding.</summary>
    Base64,
}
