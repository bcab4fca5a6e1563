using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How far compressed bodies (gzip, deflate, br) are unfolded to be scanned.</summary>
/// <remarks>
/// A body may unfold to <c>max_ratio</c> times its length and <c>free_bytes</c> more; one that goes on is a bomb and
/// counts as one that cannot be read (<c>response_scanning.unreadable_action</c>).
/// </remarks>
[Summary("How far compressed bodies (gzip, deflate, br) are unfolded to be scanned.")]
public sealed record DecompressionOptions
{
    /// <summary>Unfolded bytes per compressed byte, beyond free_bytes.</summary>
    [Summary("Unfolded bytes per compressed byte, beyond free_bytes.")]
    [Bounds(1, 100_000)]
    public int MaxRatio { get; init; } = 100;

    /// <summary>Bytes that any body may unfold to; what a bomb costs is the scan of so many.</summary>
    [Summary("Bytes that any body may unfold to; what a bomb costs is the scan of so many.")]
    [Bounds(0)]
    public long FreeBytes { get; init; } = 524_288;

    /// <summary>Most bytes that any body may unfold to; 0 means no bound.</summary>
    [Summary("Most bytes that any body may unfold to; 0 means no bound.")]
    [Bounds(0)]
    public long MaxBytes { get; init; }
}
