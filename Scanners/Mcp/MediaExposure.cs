using Pipelock.Scanners.Media;

namespace Pipelock.Scanners.Mcp;

/// <summary>One image, sound or film that was in an answer: what the log tells of it.</summary>
/// <param name="ContentType">Its type, where that is one of the known ones; <c>other</c> where it is not.</param>
/// <param name="Format">What its first bytes show: <c>jpeg</c>, <c>png</c>, <c>webp</c> or <c>other</c>.</param>
/// <param name="SizeBytes">Its size, metadata included.</param>
/// <param name="SegmentsRemoved">Pieces of metadata that were taken out.</param>
/// <param name="BytesRemoved">Their bytes.</param>
public sealed record MediaExposure(
    string ContentType, string Format, long SizeBytes, int SegmentsRemoved, long BytesRemoved)
{
    /// <summary>Why it did not pass; empty where it did.</summary>
    public string BlockReason { get; init; } = "";

    internal static MediaExposure Of(ReadOnlySpan<byte> type, long size, MetadataRemoval removed) => new(
        MediaTypes.KnownName(type),
        removed.Format == ImageFormat.None ? "other" : removed.Format.ToString().ToLowerInvariant(),
        size, removed.Segments, removed.Bytes);
}
