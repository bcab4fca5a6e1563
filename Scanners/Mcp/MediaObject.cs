namespace Pipelock.Scanners.Mcp;

/// <summary>Where the media type and the data of one object stand in the JSON.</summary>
internal readonly record struct MediaObject(Range Type, Range Data);
