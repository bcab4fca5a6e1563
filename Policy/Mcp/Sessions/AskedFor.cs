using Pipelock.Policy.Decisions;
using Pipelock.Policy.Mcp.Decisions;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners.A2a;

namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>What a request asked for, as far as its answer is judged by it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Subject">The tool, the prompt or the URI of the resource; null where there is none.</param>
internal readonly record struct AskedFor(AskedMethod Method, byte[]? Subject = null)
{
    /// <summary>Where the answer stands, in the terms of decisions and suppressions.</summary>
    public DecisionContext Context => Method switch
    {
        AskedMethod.CallTool or AskedMethod.GetPrompt => new DecisionContext { Tool = Subject },
        AskedMethod.ReadResource => new DecisionContext { Url = Subject },
        _ => default,
    };

    /// <summary>Reads a request that is no call of a tool. The session is locked.</summary>
    public static AskedFor Of(in JsonRpcMessage message, McpSession session)
    {
        var method = MethodOf(message);
        return method switch
        {
            AskedMethod.ReadResource => new(method, session.Subjects.OfJson(TopMember.Of(message.Params, "uri"u8))),
            AskedMethod.GetPrompt => new(method, session.Subjects.OfJson(TopMember.Of(message.Params, "name"u8))),
            _ => new(method),
        };
    }

    private static AskedMethod MethodOf(in JsonRpcMessage message) =>
        AgentScanner.AsksForCard(message.Method) ? AskedMethod.AskAgentCard
        : AgentScanner.IsMethod(message.Method) ? AskedMethod.AskAgent
        : message.Method.SequenceEqual("resources/read"u8) ? AskedMethod.ReadResource
        : message.Method.SequenceEqual("prompts/get"u8) ? AskedMethod.GetPrompt
        : message.Method.SequenceEqual("tools/list"u8)
            ? TopMember.Of(message.Params, "cursor"u8).IsEmpty ? AskedMethod.ListTools : AskedMethod.ListMoreTools
        : message.Method.SequenceEqual("initialize"u8) ? AskedMethod.Initialize : AskedMethod.Other;
}
