namespace Pipelock.Evidence.Records;

/// <summary>How the value of a field is stored in a record.</summary>
internal enum FieldKind : byte
{
    /// <summary>Length and bytes, meant to be UTF-8 but not trusted to be.</summary>
    Text,

    /// <summary>A count, then that many texts.</summary>
    TextList,

    /// <summary>A 64-bit integer.</summary>
    Number,

    /// <summary>A 64-bit integer, written as <c>req-N</c>.</summary>
    RequestId,

    /// <summary>Nanoseconds, written as milliseconds with fractions.</summary>
    Nanoseconds,

    /// <summary>Thousandths, written as a decimal fraction.</summary>
    Thousandths,

    /// <summary>The 4 or 16 bytes of an IP address.</summary>
    Address,
}
