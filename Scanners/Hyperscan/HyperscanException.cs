namespace Pipelock.Scanners.Hyperscan;

/// <summary>
/// A call into the library failed in a way that no input explains: out of memory, wrong database, misuse.
/// </summary>
public sealed class HyperscanException : Exception
{
    /// <summary>Names the call and its error code (<c>hs_common.h</c>).</summary>
    public HyperscanException(string call, int code)
        : base($"{call} failed with Hyperscan error {code}.") => Code = code;

    /// <summary>The library's error code, negative.</summary>
    public int Code { get; }
}
