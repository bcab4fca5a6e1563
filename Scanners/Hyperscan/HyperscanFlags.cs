namespace Pipelock.Scanners.Hyperscan;

/// <summary>Per-expression compile flags; the values are those of <c>hs_compile.h</c>.</summary>
[Flags]
public enum HyperscanFlags : uint
{
    /// <summary>Byte mode, case-sensitive, every match reported.</summary>
    None = 0,

    /// <summary>ASCII letters match in either case. Does not fold K (Kelvin) or ſ (long s).</summary>
    Caseless = 1,

    /// <summary>The dot also matches a line feed.</summary>
    DotAll = 2,

    /// <summary><c>^</c> and <c>$</c> also match at line boundaries.</summary>
    MultiLine = 4,

    /// <summary>
    /// Report an expression at most once. Slower, and not to be combined with <see cref="SomLeftmost"/>.
    /// </summary>
    SingleMatch = 8,

    /// <summary>Accept an expression that matches the empty text.</summary>
    AllowEmpty = 16,

    /// <summary>Treat pattern and text as UTF-8. Never for hostile text: invalid sequences hide matches.</summary>
    Utf8 = 32,

    /// <summary>Character classes by Unicode property; needs <see cref="Utf8"/>.</summary>
    Ucp = 64,

    /// <summary>
    /// Compile an approximation that never misses but may report too much; every report needs a check.
    /// </summary>
    Prefilter = 128,

    /// <summary>Report where the leftmost match starts. Refused on many unbounded expressions.</summary>
    SomLeftmost = 256,
}
