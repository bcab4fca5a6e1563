#pragma warning disable CA1822, IDE0052, CS9113
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Policy.Mcp;

/// <summary>Decides about every message between an agent and an MCP server. Immutable and thread-safe.</summary>
/// <remarks>What it remembers lives in the session, so that a reload forgets nothing.</remarks>
public sealed class McpFirewall
{
    private readonly PolicySnapshot _policy;

    /// <summary>Reads the MCP sections of a configuration.</summary>
    internal McpFirewall(PolicySnapshot policy) => _policy = policy;

    /// <summary>Decides about a message of the agent.</summary>
    /// <param name="message">The message.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="nowMilliseconds">A monotonic clock, for example <see cref="Environment.TickCount64"/>.</param>
    public McpDecision FromClient(in JsonRpcMessage message, McpSession session, long nowMilliseconds) => default;

    /// <summary>Decides about a message of the server; parameters as in <see cref="FromClient"/>.</summary>
    public McpDecision FromServer(in JsonRpcMessage message, McpSession session, long nowMilliseconds) => default;

    /// <summary>Decides about an array of messages, in either direction.</summary>
    /// <param name="raw">The array as it came.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="nowMilliseconds">As in <see cref="FromClient"/>.</param>
    public McpDecision Batch(
        ReadOnlySpan<byte> raw, McpDirection from, McpSession session, long nowMilliseconds) => default;

    /// <summary>Decides about what could not be read as a message.</summary>
    /// <param name="status">Why not; not <see cref="JsonRpcStatus.Batch"/>, which <see cref="Batch"/> takes.</param>
    /// <param name="raw">What came.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="session">The session it belongs to.</param>
    public McpDecision Unreadable(
        JsonRpcStatus status, ReadOnlySpan<byte> raw, McpDirection from, McpSession session) => default;
}
