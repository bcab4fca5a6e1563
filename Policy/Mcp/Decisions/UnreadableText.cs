using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>What is said about bytes that are no message.</summary>
internal static class UnreadableText
{
    /// <summary>The code and the sentence for the client.</summary>
    public static (int Code, string Message) Of(JsonRpcStatus status, McpDirection from) => from switch
    {
        McpDirection.FromServer => (JsonRpcErrors.Blocked, "pipelock: upstream response is not parseable JSON-RPC"),
        _ when status is JsonRpcStatus.NotJsonRpc or JsonRpcStatus.InvalidMethod or JsonRpcStatus.InvalidId =>
            (JsonRpcErrors.InvalidRequest, "pipelock: invalid request: " + Describe(status)),
        _ => (JsonRpcErrors.ParseError, "pipelock: parse error: " + Describe(status)),
    };

    /// <summary>What is wrong, in words.</summary>
    public static string Describe(JsonRpcStatus status) => status switch
    {
        JsonRpcStatus.NotJson => "not JSON",
        JsonRpcStatus.DuplicateKey => "an object names a member twice",
        JsonRpcStatus.TooDeep => "nested too deeply",
        JsonRpcStatus.TooLong => "too long",
        JsonRpcStatus.InvalidUtf8 => "not UTF-8",
        JsonRpcStatus.InvalidMethod => "the method is no string, or empty",
        JsonRpcStatus.InvalidId => "the id is neither a string nor a number",
        JsonRpcStatus.Batch => "a batch within a batch",
        _ => "not JSON-RPC 2.0",
    };
}
