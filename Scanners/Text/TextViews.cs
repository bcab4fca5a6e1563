namespace Pipelock.Scanners.Text;

/// <summary>Which additional readings of a text are examined beside the text itself and its decodings.</summary>
[Flags]
public enum TextViews
{
    /// <summary>The text as it stands, its canonical form and what its encodings hide.</summary>
    Standard = 0,

    /// <summary>A plus sign is also read as a space: query strings and form bodies (WHATWG URL §5.1).</summary>
    PlusIsSpace = 1,

    /// <summary>
    /// The text is also read without its separators (<c>. / space tab CR LF + , ; |</c>): hosts, paths and query
    /// values,
    /// where a secret cut into pieces costs the sender nothing. Prose must not be read this way.
    /// </summary>
    NoiseStripped = 2,

    /// <summary>
    /// The text was put together from several fields. Only rules whose own format is unmistakable count, since
    /// neighbours that never stood side by side spell many other things by chance.
    /// </summary>
    Joined = 4,

    /// <summary>Nothing that looks random in the text stands for text in another encoding, as it is known of digests:
    /// its runs are not decoded.</summary>
    Digests = 8,

    /// <summary>Words and numbers are read backwards and with shifted letters too, as some known secret is nothing
    /// else.</summary>
    MirroredWords = 16,

    /// <summary>The text itself was examined already; what can be made of it was not.</summary>
    Examined = 32,

    /// <summary>No pattern matches in the text itself, as was found out already; everything else about it was
    /// not.</summary>
    Unmatched = 64,
}
