namespace Pipelock.Scanners.Text;

/// <summary>One step on the way from a text as sent to the text in which something was found.</summary>
internal enum Decoding : byte
{
    /// <summary>No step.</summary>
    None,

    /// <summary>Percent-encoding undone, any number of times.</summary>
    Percent,

    /// <summary>HTML or XML character references replaced.</summary>
    Entity,

    /// <summary>Backslash escapes replaced.</summary>
    Escape,

    /// <summary>Quoted-printable undone.</summary>
    QuotedPrintable,

    /// <summary>Base64 undone.</summary>
    Base64,

    /// <summary>Base32 undone.</summary>
    Base32,

    /// <summary>Hexadecimal undone, whatever stood between the pairs.</summary>
    Hex,

    /// <summary>Invisible characters, lookalikes, accents normalised.</summary>
    Unicode,

    /// <summary>Words read across line breaks.</summary>
    Lines,

    /// <summary>Separators taken out.</summary>
    Split,

    /// <summary>A content coding of the body undone.</summary>
    Compression,

    /// <summary>Several fields read one after the other.</summary>
    Fields,

    /// <summary>Read as a shell would read it.</summary>
    Shell,

    /// <summary>Characters read from their numbers.</summary>
    Codes,

    /// <summary>Read backwards, or with its letters shifted by thirteen places.</summary>
    Mirrored,

    /// <summary>Base85 undone.</summary>
    Base85,

    /// <summary>Uuencode undone.</summary>
    Uu,
}
