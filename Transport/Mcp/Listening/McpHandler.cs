using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>The listener of <c>--mcp-listen</c>: stands between agents and one MCP server, both over HTTP.</summary>
public sealed class McpHandler(ProxyServices services, McpListening listening) : HttpConnectionHandler(services)
{
    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new McpHttpSession(Services, listening, client, answers);
}
