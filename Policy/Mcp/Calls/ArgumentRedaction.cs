using Pipelock.Policy.Mcp.Decisions;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners.Redaction;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Replaces sensitive values in the arguments of a tool call; the rest of the message stays as it
/// is.</summary>
internal static class ArgumentRedaction
{
    /// <summary>Rewrites a call.</summary>
    /// <param name="message">The call.</param>
    /// <param name="redactor">What is replaced.</param>
    /// <param name="rewritten">The whole message where something was replaced, else null.</param>
    /// <returns>Why it cannot be redacted; None when it can.</returns>
    public static RedactionFault Apply(in JsonRpcMessage message, Redactor redactor, out byte[]? rewritten)
    {
        rewritten = null;
        var arguments = TopMember.Of(message.Params, "arguments"u8);
        if (arguments.IsEmpty) return RedactionFault.None;
        var fault = redactor.Rewrite(arguments, out var replaced);
        if (replaced is null) return fault;
        if (!message.Raw.Overlaps(arguments, out var offset)) return RedactionFault.BodyUnparseable;
        rewritten = [.. message.Raw[..offset], .. replaced, .. message.Raw[(offset + arguments.Length)..]];
        return RedactionFault.None;
    }
}
