namespace Pipelock.Scanners.Secrets;

/// <summary>The encoding in which a known secret was seen.</summary>
public enum SecretEncoding : byte
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Base64, standard or URL alphabet, at any alignment.</summary>
    Base64,

    /// <summary>Hexadecimal, plain or with separators or byte prefixes.</summary>
    Hex,

    /// <summary>Base32 (RFC 4648 §6), either case, at any alignment.</summary>
    Base32,

    /// <summary>Percent-encoding.</summary>
    Percent,
}
