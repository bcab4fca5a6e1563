using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>The listener of <c>--mcp-listen</c>: stands between agents and one MCP server, both over HTTP.</summary>
public sealed class McpHandler(ProxyServices services, McpListening listening) : HttpConnectionHandler(services)
{
    /// <summary>Who is stopped is told so in the language of the protocol, once the message has been read.</summary>
    internal override bool IsExempt(RequestHead head, KillSwitch killSwitch) => true;

    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new McpHttpSession(Services, listening, client, answers);
}
