namespace Pipelock.Scanners.Hyperscan;

/// <summary>How a scan ended.</summary>
public enum HyperscanOutcome : byte
{
    /// <summary>The whole text was scanned; the match list is complete.</summary>
    Complete,

    /// <summary>The match list was full before the text was at its end; what follows is unknown.</summary>
    Full,
}
