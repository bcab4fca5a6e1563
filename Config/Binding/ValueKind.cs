namespace Pipelock.Config.Binding;

/// <summary>What a property of an options record can be.</summary>
public enum ValueKind : byte
{
    /// <summary>Text. Any scalar but null binds to it, as it was written.</summary>
    String,

    /// <summary>True or false; YAML's older spellings yes, no, on, off too, where they stand without quotes.</summary>
    Boolean,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A number; not-a-number is refused.</summary>
    Double,

    /// <summary>A length of time in Go syntax.</summary>
    Duration,

    /// <summary>A point in time (RFC 3339) with its offset.</summary>
    DateTime,

    /// <summary>One of a closed set of names.</summary>
    Enum,

    /// <summary>A section: another options record.</summary>
    Record,

    /// <summary>A list of values of one kind.</summary>
    List,

    /// <summary>Names of the operator's choice, with values of one kind.</summary>
    Map,
}
