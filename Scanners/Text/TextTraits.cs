namespace Pipelock.Scanners.Text;

/// <summary>What kinds of characters a text has; decides which passes are worth running on it.</summary>
[Flags]
internal enum TextTraits
{
    /// <summary>Printable ASCII in short words, without a sign that some pass looks for: none would change it, no
    /// decoder find anything.</summary>
    None = 0,

    /// <summary>Bytes outside ASCII, or control characters other than tab, CR and LF.</summary>
    Unusual = 1,

    /// <summary>Tab, CR or LF.</summary>
    Break = 2,

    /// <summary>A percent sign.</summary>
    Percent = 4,

    /// <summary>An ampersand.</summary>
    Ampersand = 8,

    /// <summary>A backslash.</summary>
    Backslash = 16,

    /// <summary>An equals sign.</summary>
    Equals = 32,

    /// <summary>At least sixteen characters of the base64 alphabets in a row.</summary>
    LongRun = 64,

    /// <summary>Pairs of hexadecimal digits with single characters between them.</summary>
    HexPairs = 128,

    /// <summary>An at sign.</summary>
    At = 256,

    /// <summary>A plus sign.</summary>
    Plus = 512,

    /// <summary>A quotation mark, an apostrophe or a grave accent.</summary>
    Quote = 1024,

    /// <summary>An opening angle bracket or an asterisk.</summary>
    Markup = 2048,

    /// <summary>Signs that make no other reading of plain words.</summary>
    Signs = At | Plus | Quote | Markup,
}
