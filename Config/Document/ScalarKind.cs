namespace Pipelock.Config.Document;

/// <summary>What a single value of a configuration file is, as its own format types it.</summary>
public enum ScalarKind : byte
{
    /// <summary>YAML null: the key is there, its value is not. TOML has no such value.</summary>
    Null,

    /// <summary>Text, quoted or (in YAML) plain text that reads as nothing else.</summary>
    String,

    /// <summary>A whole number within 64 bits, signed.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent, an infinity, or not-a-number.</summary>
    Float,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>TOML date and time with an offset from UTC.</summary>
    OffsetDateTime,

    /// <summary>TOML date and time without an offset.</summary>
    LocalDateTime,

    /// <summary>TOML date alone.</summary>
    LocalDate,

    /// <summary>TOML time of day alone.</summary>
    LocalTime,
}
