namespace Pipelock.Scanners.Bodies;

/// <summary>The sizes by which a body is examined piece by piece.</summary>
/// <param name="Whole">Bodies of at most this many bytes are examined as a whole, with their structure.</param>
/// <param name="Window">Larger ones are examined in windows of this many bytes.</param>
/// <param name="Overlap">Each window begins this many bytes before the end of the one before.</param>
internal readonly record struct BodyScanLimits(int Whole, int Window, int Overlap)
{
    /// <summary>A window's overlap holds the longest secret format in its longest encoding.</summary>
    internal static BodyScanLimits Default => new(256 * 1024, 64 * 1024, 4 * 1024);
}
