using System.Diagnostics;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Serves the requests of one client connection of the MCP listener.</summary>
/// <remarks>
/// (1) who may ask ──► (2) kill switch ──► (3) POST: a message for the server; GET: its event stream; DELETE: the end
/// of a session; OPTIONS: what a browser asks before.
/// </remarks>
internal sealed class McpHttpSession : IHttpSession
{
    private static readonly Answer s_health = new()
    {
        Status = 200,
        Body = "{\"status\":\"ok\"}",
        ContentType = Answer.Json,
    };

    private static readonly Answer s_notAllowed = new()
    {
        Status = 405,
        Body = "refused: MCP uses POST, GET and DELETE\n",
        Fields = [("Allow", "POST, GET, DELETE, OPTIONS")],
    };

    private readonly ProxyServices _services;
    private readonly McpListening _listening;
    private readonly ClientConnection _client;
    private readonly ClientAnswers _answers;
    private readonly MessagePost _post;
    private readonly ServerStream _stream;
    private readonly McpStop _stop;

    public McpHttpSession(
        ProxyServices services, McpListening listening, ClientConnection client, ClientAnswers answers)
    {
        _services = services;
        _listening = listening;
        _stop = new McpStop(services.KillSwitch, client.Address);
        _client = client;
        _answers = answers;
        var relay = new AnswerRelay(services, listening, client);
        _post = new MessagePost(services, listening, client, answers, relay, _stop);
        _stream = new ServerStream(services, listening, client, answers, relay, _stop);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        // (1)
        var head = _client.Head;
        if (McpAccess.Refusal(head, policy, _listening.IsLoopback) is { } refusal) return _answers.SendAsync(refusal);

        // (2)
        if (head.KnownMethod == RequestMethod.Get && head.Target.SequenceEqual("/health"u8))
            return _answers.SendAsync(s_health);
        _client.BeginExchange();
        if (_stop.IsActive && head.KnownMethod != RequestMethod.Post)
            return _answers.StoppedAsync(new ExchangeEntry(_services.NextRequestId(), Stopwatch.GetTimestamp()));

        // (3)
        return head.KnownMethod switch
        {
            RequestMethod.Post => _post.ServeAsync(policy),
            RequestMethod.Get or RequestMethod.Delete or RequestMethod.Options => _stream.ServeAsync(policy),
            _ => _answers.SendAsync(s_notAllowed),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _post.Dispose();
        _stream.Dispose();
    }
}
