namespace Pipelock.Protocols.Sse.Deltas;

/// <summary>Names one run of text within a stream: deltas with the same key follow each other.</summary>
/// <param name="Kind">What it adds up to.</param>
/// <param name="Choice">Index of the choice, output item, content block or candidate.</param>
/// <param name="Part">Index of the tool call or content part within it; 0 where there is none.</param>
public readonly record struct DeltaKey(DeltaKind Kind, int Choice, int Part);
