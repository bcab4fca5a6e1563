using System.Diagnostics;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Serves what a client asks without a message: the server's event stream, the end of a session.</summary>
internal sealed class ServerStream(
    ProxyServices services, McpListening listening, ClientConnection client, ClientAnswers answers, AnswerRelay relay,
    McpStop stop)
    : IDisposable
{
    private readonly UpstreamCall _call = new(listening.Upstream, client);

    /// <summary>Serves the request whose head the client connection holds; true when it can serve another.</summary>
    public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        var head = client.Head;
        if (head.Framing != BodyFraming.None)
            return await PlainAsync(400, "refused: this request has no content", bodyLeft: true).ConfigureAwait(false);
        head.Fields.TryFind(KnownHeader.McpSessionId, out var id);
        var session = listening.Sessions.Of(id, ClientIdentity.Of(client), listening.Agent);
        if (head.KnownMethod == RequestMethod.Delete && !id.IsEmpty) listening.Sessions.End(id);
        var exchange = new McpExchange(services.Policies, listening.Journal, session, stop);
        try
        {
            client.SetDeadline(Environment.TickCount64 + McpLimits.AnswerMilliseconds);
            var link = await _call.AskAsync(listening.Upstream.Target, default, !McpAccess.HasTokens(policy))
                .ConfigureAwait(false);
            return await relay.RelayAsync(link, exchange, default).ConfigureAwait(false);
        }
        catch (IOException e) when (!relay.HasBegun)
        {
            client.ClearDeadline();
            if (client.ClientGone) return false;
            if (client.Halted)
            {
                return await answers.StoppedAsync(new ExchangeEntry(services.NextRequestId(), Stopwatch.GetTimestamp()))
                    .ConfigureAwait(false);
            }

            listening.Journal.Failed(e.Message);
            return await PlainAsync(502, $"proxy error: {e.Message}", bodyLeft: false).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _call.Dispose();

    private ValueTask<bool> PlainAsync(int status, string sentence, bool bodyLeft) =>
        answers.SendAsync(new Answer { Status = status, Body = sentence + "\n" }, bodyLeft);
}
