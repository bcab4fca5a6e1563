namespace Pipelock.Scanners.Hyperscan;

/// <summary>How a database will be fed; the values are those of <c>hs_compile.h</c>.</summary>
public enum HyperscanMode : uint
{
    /// <summary>One contiguous text per scan.</summary>
    Block = 1,

    /// <summary>A text in pieces; matches may lie across pieces.</summary>
    Stream = 2,
}
