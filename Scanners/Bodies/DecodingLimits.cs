namespace Pipelock.Scanners.Bodies;

/// <summary>How large a body with a content coding may become when decoded; one that grows on is a bomb.</summary>
/// <remarks>
/// <c>decoded ≤ MaxRatio × coded + FreeBytes</c>, and never more than <see cref="MaxBytes"/>. What a bomb costs is what
/// <see cref="FreeBytes"/> of text cost to examine.
/// </remarks>
/// <param name="MaxRatio">Decoded bytes per coded byte. Text stays below 20, tables and logs below 100.</param>
/// <param name="FreeBytes">Decoded bytes that may come out whatever went in: small bodies may repeat
/// themselves.</param>
/// <param name="MaxBytes">Most decoded bytes of one body; <see cref="long.MaxValue"/> for no bound.</param>
public readonly record struct DecodingLimits(int MaxRatio, long FreeBytes, long MaxBytes)
{
    /// <summary>The bounds where the operator sets none: what <c>decompression</c> says by default.</summary>
    public static DecodingLimits Default { get; } = new(100, 512 * 1024, long.MaxValue);

    /// <summary>Whether so many bytes may have come out of so many.</summary>
    public bool Allow(long coded, long decoded) =>
        decoded <= MaxBytes && (decoded <= FreeBytes || (decoded - FreeBytes) / MaxRatio <= coded);
}
