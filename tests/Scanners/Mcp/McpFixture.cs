namespace Pipelock.Scanners.Tests.Mcp;

/// <summary>One engine for all tests here: compiling it takes a while.</summary>
internal static class McpFixture
{
    public static ScanEngine Engine { get; } = ScanEngine.Build(EngineFixture.Quiet);
}
