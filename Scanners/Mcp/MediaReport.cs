using System.Collections.Immutable;

namespace Pipelock.Scanners.Mcp;

/// <summary>What is to be said and done about the media in one result. The default: there are none.</summary>
public readonly record struct MediaReport
{
    /// <summary>Why the result may not pass; null when it may.</summary>
    public Finding? Finding { get; init; }

    /// <summary>The result without the metadata of its images; null where there was none to take out.</summary>
    public byte[]? Rewritten { get; init; }

    /// <summary>Each medium, for the log; default where there is none or where nobody wants to know.</summary>
    public ImmutableArray<MediaExposure> Exposures { get; init; }
}
