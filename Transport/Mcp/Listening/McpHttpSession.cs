using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Serves the requests of one client connection of the MCP listener.</summary>
/// <remarks>
/// (1) who may ask ──► (2) POST: a message for the server; GET: its event stream; DELETE: the end of a session; OPTIONS:
/// what a browser asks before.
/// </remarks>
internal sealed class McpHttpSession : IHttpSession
{
    private static readonly Answer Health = new()
    {
        Status = 200,
        Body = "{\"status\":\"ok\"}",
        ContentType = Answer.Json,
    };

    private static readonly Answer NotAllowed = new()
    {
        Status = 405,
        Body = "refused: MCP uses POST, GET and DELETE\n",
        Fields = [("Allow", "POST, GET, DELETE, OPTIONS")],
    };

    private readonly McpListening _listening;
    private readonly ClientConnection _client;
    private readonly ClientAnswers _answers;
    private readonly MessagePost _post;
    private readonly ServerStream _stream;

    public McpHttpSession(
        ProxyServices services, McpListening listening, ClientConnection client, ClientAnswers answers)
    {
        _listening = listening;
        _client = client;
        _answers = answers;
        var relay = new AnswerRelay(services, listening, client);
        _post = new MessagePost(services, listening, client, answers, relay);
        _stream = new ServerStream(services, listening, client, answers, relay);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        // (1)
        var head = _client.Head;
        if (McpAccess.Refusal(head, policy, _listening.IsLoopback) is { } refusal) return _answers.SendAsync(refusal);

        // (2)
        return head.KnownMethod switch
        {
            RequestMethod.Post => _post.ServeAsync(policy),
            RequestMethod.Get when head.Target.SequenceEqual("/health"u8) => _answers.SendAsync(Health),
            RequestMethod.Get or RequestMethod.Delete or RequestMethod.Options => _stream.ServeAsync(policy),
            _ => _answers.SendAsync(NotAllowed),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _post.Dispose();
        _stream.Dispose();
    }
}
