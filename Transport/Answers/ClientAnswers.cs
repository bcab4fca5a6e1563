using Pipelock.Policy;
using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Answers;

/// <summary>Answers a client in the proxy's own name, and writes down why. Cold paths only.</summary>
/// <remarks>Every method returns whether the connection can serve another request.</remarks>
internal sealed class ClientAnswers(
    ClientConnection client, ExchangeJournal journal, KillSwitch killSwitch, AnswerForm form)
{
    /// <summary>The client asked for nothing in a language that an answer could be given in: none is sent.</summary>
    public bool Silent { get; init; }

    /// <summary>All traffic is stopped: the request is refused, or what was begun of it has been ended.</summary>
    public async ValueTask<bool> StoppedAsync(ExchangeEntry entry)
    {
        var answer = form.Stopped(killSwitch);
        journal.Stopped(client, entry, killSwitch);
        await client.EndHaltedExchangeAsync().ConfigureAwait(false);
        return await SendAsync(answer with { Fields = [.. answer.Fields, .. Identified(entry)] }).ConfigureAwait(false);
    }

    /// <summary>The policy stopped the request.</summary>
    public ValueTask<bool> BlockAsync(ExchangeEntry entry, Decision decision, string prefix, PolicySnapshot policy)
    {
        journal.Blocked(client, entry, decision);
        return SendAsync(Block(entry, decision, prefix, policy));
    }

    /// <summary>The request's body could not be taken as a whole.</summary>
    public ValueTask<bool> BodyStoppedAsync(
        ExchangeEntry entry, BodyState state, RequestBody body, PolicySnapshot policy)
    {
        if (client.Halted) return StoppedAsync(entry);
        switch (state)
        {
            case BodyState.Blocked:
                journal.Blocked(client, entry, body.Decision);
                return SendAsync(Block(entry, body.Decision, "blocked: ", policy), bodyLeft: !body.IsComplete);
            case BodyState.Malformed:
                return RefuseAsync(entry, body.Refusal);
            case BodyState.TooLarge:
                var limit = policy.Options.RequestBodyScanning.MaxBodyBytes;
                return LimitAsync(
                    entry, "max_body_bytes", 413,
                        $"request body is larger than request_body_scanning.max_body_bytes ({limit})");
            case BodyState.TimedOut:
                return LimitAsync(entry, "body_timeout", 408, "request body did not arrive in time");
            default:
                journal.Failed(client, entry, "the client left before its request was complete");
                return new ValueTask<bool>(false);
        }
    }

    /// <summary>The message is not valid HTTP, or too large in one of its parts.</summary>
    public ValueTask<bool> RefuseAsync(ExchangeEntry entry, RefusalReason reason)
    {
        journal.Refused(client, entry, reason);
        return RefuseAsync(entry, Refusals.Status(reason), $"{Refusals.Describe(reason)} ({Refusals.Rule(reason)})");
    }

    /// <summary>A limit of the proxy was reached; the connection ends.</summary>
    public ValueTask<bool> LimitAsync(ExchangeEntry entry, string limit, int status, string sentence)
    {
        journal.LimitReached(client, entry, limit, status, sentence);
        return RefuseAsync(entry, status, sentence);
    }

    /// <summary>There is no connection to the origin.</summary>
    public ValueTask<bool> NotDialledAsync(
        ExchangeEntry entry, DialResult dialled, string prefix, PolicySnapshot policy)
    {
        if (client.Halted) return StoppedAsync(entry);
        if (dialled.Status == DialStatus.Refused) return BlockAsync(entry, dialled.Decision, prefix, policy);
        var (status, sentence) = dialled.Status switch
        {
            DialStatus.Unresolvable => (502, "the host name could not be resolved"),
            DialStatus.TimedOut => (504, "the origin did not accept a connection in time"),
            DialStatus.ParentRefused => (502, "the parent proxy did not open a tunnel to the origin"),
            DialStatus.Untrusted => (502, dialled.Fault!),
            _ => (502, "the origin refused the connection or cannot be reached"),
        };
        return FailAsync(entry, status, sentence);
    }

    /// <summary>The origin gave no answer that could be relayed.</summary>
    public ValueTask<bool> OriginFailedAsync(ExchangeEntry entry, RelayEnd end) => end switch
    {
        _ when client.Halted => StoppedAsync(entry),
        RelayEnd.TimedOut => FailAsync(entry, 504, "the origin did not answer in time"),
        RelayEnd.Malformed => FailAsync(
            entry, 502, $"the origin's answer is not valid HTTP: {Refusals.Describe(client.AnswerHead.Refusal)}"),
        _ => FailAsync(entry, 502, "the origin closed the connection before it answered"),
    };

    /// <summary>Sends an answer that needs no further explanation.</summary>
    /// <param name="answer">What is said.</param>
    /// <param name="bodyLeft">The client may still be sending a body that nobody will read.</param>
    /// <param name="milliseconds">How long the client may take to accept it.</param>
    public async ValueTask<bool> SendAsync(Answer answer, bool? bodyLeft = null, long milliseconds = AnswerMilliseconds)
    {
        client.ClearDeadline();
        if (Silent) return false;
        var head = client.Head;
        var unread = bodyLeft ?? head.Framing != BodyFraming.None;
        var close = unread || !head.KeepAlive || client.Draining || head.Form == TargetForm.Authority;
        AnswerWriter.Write(client.Output, answer, head.KnownMethod == RequestMethod.Head, close);
        client.SetDeadline(Environment.TickCount64 + milliseconds);
        await client.Output.FlushAsync().ConfigureAwait(false);
        client.ClearDeadline();
        if (close) await client.LingerAsync().ConfigureAwait(false);
        return !close;
    }

    /// <summary>How long a client may take to accept an answer of ours.</summary>
    private const long AnswerMilliseconds = 10_000;

    private ValueTask<bool> FailAsync(ExchangeEntry entry, int status, string sentence)
    {
        journal.Failed(client, entry, sentence);
        var body = $"proxy error: {sentence}\n";
        return SendAsync(form.Failed(new Answer { Status = status, Body = body, Fields = Identified(entry) }));
    }

    private ValueTask<bool> RefuseAsync(in ExchangeEntry entry, int status, string sentence)
    {
        var plain = new Answer { Status = status, Body = $"refused: {sentence}\n", Fields = Identified(entry) };
        return SendAsync(form.Refused(plain, sentence), bodyLeft: true);
    }

    private Answer Block(in ExchangeEntry entry, in Decision decision, string prefix, PolicySnapshot policy) =>
        form.Blocked(
            BlockAnswer.Of(decision, prefix, entry.RequestIdText, policy.Options.ExplainBlocks), decision);

    private static List<(string, string)> Identified(in ExchangeEntry entry) =>
        [("X-Pipelock-Request-Id", entry.RequestIdText)];
}
