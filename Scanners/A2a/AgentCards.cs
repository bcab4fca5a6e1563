namespace Pipelock.Scanners.A2a;

/// <summary>Cards by which agents present themselves to other agents (A2A, "Agent Card").</summary>
internal static class AgentCards
{
    /// <summary>True for JSON that is a card: it lists skills, says where the agent is, and of which form it
    /// is.</summary>
    /// <param name="start">The document, or as much of its start as there is.</param>
    internal static bool IsOne(ReadOnlySpan<byte> start) =>
        start.IndexOf("\"skills\""u8) >= 0
        && (start.IndexOf("\"url\""u8) >= 0 || start.IndexOf("\"supportedInterfaces\""u8) >= 0)
        && (start.IndexOf("\"version\""u8) >= 0 || start.IndexOf("\"protocolVersion\""u8) >= 0
            || start.IndexOf("\"capabilities\""u8) >= 0 || start.IndexOf("\"securitySchemes\""u8) >= 0);
}
