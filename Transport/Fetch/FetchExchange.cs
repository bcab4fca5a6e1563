using System.Diagnostics;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Approvals;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Fetch;

/// <summary>Serves one request to <c>/fetch</c>: gets a page for an agent and gives it back as readable text.</summary>
/// <remarks>
/// (1) URL told ──► (2) URL, fields, limits decided ──► (3) one hop ──► redirect: (2) ──► (4) page read ──►
/// (5) everything it says decided, shown or not ──► (6) answer. Every answer is the one JSON document.
/// </remarks>
internal sealed class FetchExchange(ProxyServices services, ClientConnection client, ClientAnswers answers)
{
    /// <summary>Redirects that are followed; each is looked at like the first URL.</summary>
    private const int MaxRedirects = 5;

    private ExchangeEntry _entry;
    private UrlDisclosure _disclosure;
    private byte[] _url = [];
    private RequestTarget _target;

    /// <summary>Whether the request in <paramref name="head"/> is for this endpoint.</summary>
    public static bool Serves(RequestHead head) =>
        head.Form == TargetForm.Origin && UrlParameter.IsPath(head.Target, "/fetch"u8);

    /// <summary>Serves the request whose head the client connection holds.</summary>
    public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        _entry = new ExchangeEntry(services.NextRequestId(), Stopwatch.GetTimestamp());

        // (1)
        if (client.Head.KnownMethod != RequestMethod.Get)
            return await RefuseAsync(405, "only GET allowed").ConfigureAwait(false);
        if (UrlParameter.Find(client.Head.Target) is not { } url)
            return await RefuseAsync(400, UrlParameter.Missing).ConfigureAwait(false);
        if (!IsHttp(url)) return await RefuseAsync(400, "invalid URL: must be http or https").ConfigureAwait(false);
        var options = policy.Options.FetchProxy;
        var seconds = options.TimeoutSeconds > 0 ? options.TimeoutSeconds : new FetchProxyOptions().TimeoutSeconds;
        var deadline = Environment.TickCount64 + (seconds * 1000L);
        var hops = new FetchClient(services, client, options);
        for (var redirects = 0; ; redirects++)
        {
            // (2)
            _url = url;
            client.ComposeUrl(url, [], []);
            var decision = Decide(policy, redirects == 0);
            if (decision.IsBlocked) return await BlockAsync(decision, policy, redirects > 0).ConfigureAwait(false);

            // (3)
            var reply = await hops.GetAsync(url, _target, policy, deadline).ConfigureAwait(false);
            Note(reply.Decision);
            if (reply.Status == FetchStatus.Refused)
                return await BlockAsync(reply.Decision, policy, redirects > 0).ConfigureAwait(false);
            if (reply.Status != FetchStatus.Complete) return await FailAsync(reply, options).ConfigureAwait(false);
            if (!reply.IsRedirect) return await AnswerAsync(reply, policy, deadline).ConfigureAwait(false);
            if (redirects == MaxRedirects)
                return await FailAsync($"stopped after {MaxRedirects} redirects").ConfigureAwait(false);
            if (Resolve(url, reply.Location) is not { } next)
                return await FailAsync("the origin redirects to something that is no http URL").ConfigureAwait(false);
            url = next;
        }
    }

    private Decision Decide(PolicySnapshot policy, bool isFirst)
    {
        var decision = RequestInspector.DecideUrl(
            _url, Surface.Url, policy, out _target, client.Identity.Session);
        if (decision.IsBlocked) return decision;
        Note(decision);
        if (isFirst)
        {
            decision = RequestInspector.DecideHeaders(client, _url, _target, policy);
            if (decision.IsBlocked) return decision;
            Note(decision);
        }

        decision = policy.Admit(_target.Host(_url), Surface.Url, Environment.TickCount64);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideAcross(client, _target, [], policy);
        Note(decision);
        return decision;
    }

    private async ValueTask<bool> AnswerAsync(FetchReply reply, PolicySnapshot policy, long deadline)
    {
        if (policy.DataBudget.IsOn)
            policy.DataBudget.Record(_target.Host(_url), reply.Body.Length, Environment.TickCount64);

        // (4)
        var page = new PageText("", "", "");
        var read = true;
        try
        {
            var left = Math.Max(1, deadline - Environment.TickCount64);
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(left));
            page = await FetchedPage.ReadAsync(reply, Encoding.UTF8.GetString(_url), stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            read = false;
        }

        // (5)
        var decision = FetchedPage.Decide(reply, page, policy, Context());
        if (decision.Verdict == Verdict.Strip && FetchedPage.Strip(page, policy, Context()) is { } stripped)
        {
            page = stripped;
            decision = decision with { Verdict = Verdict.Warn, StatusCode = 0 };
        }

        if (decision.Verdict == Verdict.Ask && await AskAsync(decision, policy).ConfigureAwait(false))
            decision = decision with { Verdict = Verdict.Warn, StatusCode = 0 };
        if (decision.IsBlocked) return await BlockAsync(decision, policy, isRedirect: false).ConfigureAwait(false);
        Note(decision);
        if (!read) return await FailAsync("the page takes too long to read").ConfigureAwait(false);

        // (6)
        services.Journal.Forwarded(client, _entry, RelayEnd.Complete, reply.StatusCode, reply.Body.Length);
        return await SendAsync(200, new FetchAnswer
        {
            Url = Told(),
            StatusCode = reply.StatusCode,
            ContentType = reply.ContentType,
            Title = page.Title,
            Content = page.Text,
        }).ConfigureAwait(false);
    }

    private DecisionContext Context() => new() { Host = _target.Host(_url), Url = _url };

    private void Note(in Decision decision)
    {
        if (decision.Verdict != Verdict.Warn) return;
        _entry = services.Journal.Warned(client, _entry, decision);
        _disclosure = _entry.Disclosure;
    }

    private Task<bool> AskAsync(Decision decision, PolicySnapshot policy)
    {
        client.ClearDeadline();
        return OperatorQuestions.AskAsync(services, client, _target.Host(_url), decision, policy);
    }

    private ValueTask<bool> BlockAsync(Decision decision, PolicySnapshot policy, bool isRedirect)
    {
        services.Journal.Blocked(client, _entry, decision);
        if (decision.Disclosure > _disclosure) _disclosure = decision.Disclosure;
        var answer = new FetchAnswer
        {
            Url = Told(),
            Blocked = true,
            BlockReason = isRedirect ? $"redirect blocked: {decision.Reason}" : decision.Reason,
            Hint = policy.Options.ExplainBlocks ? decision.Hint : "",
        };
        var fields = BlockAnswer.Of(decision, "", _entry.RequestIdText, policy.Options.ExplainBlocks).Fields;
        return answers.SendAsync(answer.ToAnswer(decision.StatusCode, fields));
    }

    private ValueTask<bool> FailAsync(FetchReply reply, FetchProxyOptions options)
    {
        if (reply.Status == FetchStatus.Failed) return FailAsync(reply.Problem);
        var isLarge = reply.Status == FetchStatus.TooLarge;
        var reason = isLarge
            ? $"response size exceeds max_response_mb {options.MaxResponseMb}"
            : "compressed response cannot be scanned";
        var status = isLarge ? 502 : 403;
        services.Journal.LimitReached(client, _entry, isLarge ? "max_response_mb" : "content_encoding", status, reason);
        return SendAsync(status, new FetchAnswer { Url = Told(), Blocked = true, BlockReason = reason });
    }

    private ValueTask<bool> FailAsync(string problem)
    {
        services.Journal.Failed(client, _entry, problem);
        return SendAsync(502, new FetchAnswer { Url = Told(), Error = $"fetch failed: {problem}" });
    }

    private ValueTask<bool> RefuseAsync(int status, string error) =>
        SendAsync(status, new FetchAnswer { Error = error });

    private ValueTask<bool> SendAsync(int status, FetchAnswer answer) =>
        answers.SendAsync(answer.ToAnswer(status, [("X-Pipelock-Request-Id", _entry.RequestIdText)]));

    private string Told() => DisclosedUrl.Text(_url, _disclosure);

    private static bool IsHttp(ReadOnlySpan<byte> url) =>
        (url.Length > 7 && Ascii.EqualsIgnoreCase(url[..7], "http://"u8))
        || (url.Length > 8 && Ascii.EqualsIgnoreCase(url[..8], "https://"u8));

    /// <summary>A Location against the URL that gave it (RFC 9110 §10.2.2, RFC 3986 §5.2).</summary>
    private static byte[]? Resolve(byte[] url, string location) =>
        Uri.TryCreate(Encoding.UTF8.GetString(url), UriKind.Absolute, out var from)
        && Uri.TryCreate(from, location, out var to)
        && Encoding.UTF8.GetBytes(to.AbsoluteUri) is var next && IsHttp(next)
            ? next
            : null;
}
