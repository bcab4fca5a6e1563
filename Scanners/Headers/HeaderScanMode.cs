namespace Pipelock.Scanners.Headers;

/// <summary>Which request headers are scanned for secrets.</summary>
public enum HeaderScanMode : byte
{
    /// <summary>Only the names listed as sensitive; values only.</summary>
    Sensitive,

    /// <summary>Everything but the ignore list: names, values, both together, and all of them joined.</summary>
    All,
}
