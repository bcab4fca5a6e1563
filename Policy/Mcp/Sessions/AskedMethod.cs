namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>What a request asked for, as far as its answer is read differently.</summary>
internal enum AskedMethod : byte
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary><c>initialize</c>: the answer tells the revision.</summary>
    Initialize,

    /// <summary><c>tools/list</c>: the answer holds definitions of tools.</summary>
    ListTools,

    /// <summary>A <c>tools/list</c> that continues another one.</summary>
    ListMoreTools,

    /// <summary><c>tools/call</c>: until the answer, one more call is under way.</summary>
    CallTool,

    /// <summary><c>resources/read</c>: the answer holds the resource at a URI.</summary>
    ReadResource,

    /// <summary><c>prompts/get</c>: the answer holds a prompt.</summary>
    GetPrompt,

    /// <summary>A method of agents (A2A): the answer is a message of one.</summary>
    AskAgent,

    /// <summary>The answer is the card of an agent.</summary>
    AskAgentCard,
}
