namespace Pipelock.Scanners.Mcp;

/// <summary>Finds media that may not pass.</summary>
internal static class MediaCheck
{
    internal static Finding? Find(ReadOnlySpan<byte> resultJson, MediaRules rules) => null;
}
