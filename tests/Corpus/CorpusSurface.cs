namespace Pipelock.Corpus.Tests;

/// <summary>Where a text of the corpus travels; the name of its folder.</summary>
public enum CorpusSurface
{
    /// <summary>The URL of a request.</summary>
    Url,

    /// <summary>The header fields of a request, one <c>Name: value</c> per line.</summary>
    Header,

    /// <summary>The body of a request.</summary>
    Body,

    /// <summary>A text on its way out without a format of its own: a WebSocket message, an argument of a
    /// tool.</summary>
    Text,

    /// <summary>The body of an answer.</summary>
    Response,

    /// <summary>The parameters of a message from an agent to an MCP server.</summary>
    McpRequest,

    /// <summary>The result, the error or the parameters of a message from an MCP server.</summary>
    McpAnswer,

    /// <summary>The result of <c>tools/list</c>.</summary>
    McpTools,

    /// <summary>Messages between an agent and an MCP server in their order, one per line.</summary>
    McpSession,

    /// <summary>The card of an agent.</summary>
    AgentCard,

    /// <summary>A message to an agent.</summary>
    AgentMessage,
}
