namespace Pipelock.Micro.Scanners;

/// <summary>Texts that make one pass or decoder work as hard as it can.</summary>
internal static class HostileTexts
{
    private static readonly (string Name, string Unit)[] s_units =
    [
        ("percent", "%41"), ("nested percent", "%25%32%35"), ("percent signs", "%"),
        ("escapes", "\\u0041"), ("backslashes", "\\"), ("nested escapes", "\\\\u005cu0041"),
        ("entities", "&#65;"), ("nested entities", "&amp;amp;#x41;"), ("ampersands", "&"), ("names", "&ampamp "),
        ("quoted-printable", "=41"), ("soft breaks", "=\n"), ("equals signs", "="),
        ("base64 of base64", "UVVGQlFVRkJRVUZCUVVGQlFVRkI="), ("base64 words", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo= "),
        ("letters", "A"), ("words of one letter", "AAAAAAAAAAAAAAA "),
        ("hexadecimal", "41"), ("hexadecimal pairs", "41:"), ("prefixed bytes", "0x41,"),
        ("base32", "IFBEGRCFIZDU QOJ"), ("lines", "ab\n"), ("words of lines", "abcdefghijkl mnop\n"),
        ("invisible", "\u200B"), ("combining marks", "e\u0301"), ("expanding", "\uFDFA"), ("accents", "é"),
        ("all at once", "é\n%41=41&#65;\\x41"), ("zeros", "\0"), ("half characters", "Ã\u0080x"), ("quotes", "\""),
        ("brackets", "[{"), ("tags", "<a>b</a>"), ("digits", "4111 1111 1111 1112 "),
        ("dots", "a.b.c.d.e.f."), ("decimal bytes", "65,"), ("spread digits", "1 2 3 "),
        ("random words", "aB3xQ9kLm2Zp Rt7vW1nYc5Ks Gh4dF8jUe6Xo "),
        ("random cells", "aB3xQ9kLm2Zp,Rt7vW1nYc5Ks,Gh4dF8jUe6Xo\n"),
        ("dump", "00000000: 4a6b 7c8d 9eaf b0c1 d2e3 f405 1627 3849  Jk|..........8I\n"),
    ];

    /// <summary>Names of the texts.</summary>
    public static IEnumerable<string> Names => s_units.Select(unit => unit.Name);

    /// <summary>The text of a name.</summary>
    public static byte[] Make(string name, int length) =>
        SampleTexts.Repeat(Array.Find(s_units, unit => unit.Name == name).Unit, length);
}
