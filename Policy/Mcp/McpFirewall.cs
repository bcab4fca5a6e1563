using Pipelock.Config.Options;
using Pipelock.Policy.Mcp.Calls;
using Pipelock.Policy.Mcp.Decisions;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Policy.Mcp.Tools;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;
using Pipelock.Scanners.A2a;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Redaction;

namespace Pipelock.Policy.Mcp;

/// <summary>Decides about every message between an agent and an MCP server. Immutable and thread-safe.</summary>
/// <remarks>
/// What it remembers lives in the session, so that a reload forgets nothing. A clean message allocates nothing.
/// </remarks>
public sealed class McpFirewall : IDisposable
{
    private readonly PolicySnapshot _policy;
    private readonly CallGuard _calls;
    private readonly AnswerGuard _answers;

    /// <summary>Reads the MCP sections of a configuration.</summary>
    /// <param name="policy">What judges findings.</param>
    /// <param name="options">The configuration with the sections in force for MCP.</param>
    /// <param name="cacheDirectory">Where compiled rules are kept; null keeps them nowhere.</param>
    /// <exception cref="Scanners.Rules.RuleLoadException">Patterns cannot be used; lists each by key and
    /// position.</exception>
    internal McpFirewall(PolicySnapshot policy, PipelockOptions options, string? cacheDirectory)
    {
        _policy = policy;
        Options = options;
        Accepted = new AcceptedTools(options.McpToolScanning.StateFile);
        _calls = new CallGuard(policy, options, cacheDirectory is null ? null : new DatabaseCache(cacheDirectory));
        _answers = new AnswerGuard(policy, options, Accepted);
    }

    /// <summary>The configuration as it is in force for MCP: sections nobody configured are on.</summary>
    public PipelockOptions Options { get; }

    /// <summary>The definitions of tools that the operator accepted.</summary>
    public AcceptedTools Accepted { get; }

    /// <summary>Compiles what the first call would otherwise wait for.</summary>
    public void Warm()
    {
        _calls.Warm();
        _policy.Scanner.Mcp.Warm();
    }

    /// <summary>Decides about a message of the agent.</summary>
    /// <param name="message">The message.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="nowMilliseconds">A monotonic clock, for example <see cref="Environment.TickCount64"/>.</param>
    public McpDecision FromClient(in JsonRpcMessage message, McpSession session, long nowMilliseconds)
    {
        if (_policy.Redactor is not { } redactor || !message.Method.SequenceEqual("tools/call"u8))
            return Examine(message, session, nowMilliseconds);
        var fault = ArgumentRedaction.Apply(message, redactor, out var rewritten);
        if (fault != RedactionFault.None)
        {
            return Refusals.Of(
                message.ExpectsAnswer ? McpOutcome.Refuse : McpOutcome.Drop, message.Id,
                (JsonRpcErrors.Content, "pipelock: request blocked by MCP redaction"),
                _policy.Decide(RedactionFaults.Describe(fault), Surface.McpRequest));
        }

        if (rewritten is null)
            return Examine(message, session, nowMilliseconds);
        var limits = JsonRpcLimits.Default with { MaxBytes = rewritten.Length };
        if (JsonRpcMessage.TryRead(rewritten, limits, out var redacted) != JsonRpcStatus.Message)
            throw new InvalidOperationException("a redacted message is no message any more");
        var decided = Examine(redacted, session, nowMilliseconds);
        return decided.Outcome == McpOutcome.Forward
            ? decided with { Outcome = McpOutcome.Rewrite, Bytes = rewritten } : decided;
    }

    private McpDecision Examine(in JsonRpcMessage message, McpSession session, long nowMilliseconds)
    {
        // What the operator watches across requests, the action of that section decides.
        var content = Across(Scan(message), message, session, nowMilliseconds);
        if (content.IsClean) content = ScanSplit(message, session);
        var decided = message.Method.SequenceEqual("tools/call"u8)
            ? _calls.Decide(message, content, session, nowMilliseconds)
            : message.Method.SequenceEqual("resources/read"u8) || message.Method.SequenceEqual("resources/subscribe"u8)
            ? _calls.DecideRead(message, ParamsPlace.Of(content, message.Method), session, nowMilliseconds)
            : Pass(message, content, session);
        return decided.IsStopped || !MediationStrip.MayClaim(message.Meta)
            || MediationStrip.Strip(message.Raw) is not { } stripped
            ? decided
            : decided with { Outcome = McpOutcome.Rewrite, Bytes = stripped };
    }

    /// <summary>Decides about a message of the server; parameters as in <see cref="FromClient"/>.</summary>
    public McpDecision FromServer(in JsonRpcMessage message, McpSession session, long nowMilliseconds) =>
        _answers.Decide(message, session);

    /// <summary>Decides about an answer of the server that was examined in pieces while it was streamed.</summary>
    /// <param name="id">Its id, as written; empty when not known.</param>
    /// <param name="found">What <see cref="Scanners.Mcp.McpAnswerScan"/> found.</param>
    /// <param name="session">The session it belongs to; the request counts as answered.</param>
    public McpDecision FromServer(ReadOnlySpan<byte> id, in Findings found, McpSession session)
    {
        var asked = Take(id, session);
        return found.IsClean
            ? default
            : _answers.Judge(new JsonRpcMessage { Kind = JsonRpcKind.Response, Id = id }, found, asked);
    }

    /// <summary>Decides about an array of messages, in either direction.</summary>
    /// <param name="raw">The array as it came.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="nowMilliseconds">As in <see cref="FromClient"/>.</param>
    public McpDecision Batch(ReadOnlySpan<byte> raw, McpDirection from, McpSession session, long nowMilliseconds)
    {
        if (!session.AllowsBatches)
        {
            return Refuse(
                from, (JsonRpcErrors.InvalidRequest, "pipelock: batch requests are not supported by MCP"),
                Malformed("batch", "a batch, where the revision of the protocol has none"));
        }

        return from == McpDirection.FromClient
            ? BatchGuard.FromClient(raw, this, session, nowMilliseconds)
            : BatchGuard.FromServer(raw, this, session, nowMilliseconds);
    }

    /// <summary>Decides about what could not be read as a message.</summary>
    /// <param name="status">Why not; not <see cref="JsonRpcStatus.Batch"/>, which <see cref="Batch"/> takes.</param>
    /// <param name="raw">What came.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="session">The session it belongs to.</param>
    public McpDecision Unreadable(
        JsonRpcStatus status, ReadOnlySpan<byte> raw, McpDirection from, McpSession session)
    {
        var text = UnreadableText.Of(status, from);
        var found = Malformed("unreadable", UnreadableText.Describe(status));
        if (from == McpDirection.FromServer || Options.McpInputScanning.OnParseError == ParseErrorAction.Block)
            return Refuse(from, text, found);
        // The operator lets it pass as text, and text is scanned.
        var content = _policy.Scanner.Mcp.ScanRequest([], [], raw);
        var decision = _policy.Decide(content, Surface.McpRequest);
        return decision.IsBlocked
            ? Refusals.Of(McpOutcome.Refuse, [], RefusalText.OfRequest(decision.Cause!), decision)
            : Refusals.Warning(_policy.Decide(
                content.Concat(new Findings([found[0] with { WarnOnly = true }])), Surface.McpRequest));
    }

    /// <summary>Lets compiled rules go.</summary>
    public void Dispose()
    {
        _calls.Dispose();
        Accepted.Dispose();
    }

    /// <summary>A request will get no answer from the server: it was not sent after all, or it was answered
    /// here.</summary>
    public static void Forget(ReadOnlySpan<byte> id, McpSession session) => Take(id, session);

    private static AskedFor Take(ReadOnlySpan<byte> id, McpSession session)
    {
        if (id.IsEmpty)
            return default;
        lock (session.Gate)
            return session.Outstanding.TryTake(id, out var asked) ? asked : default;
    }

    private static Findings Malformed(string rule, string reason) => new(
        [new Finding(ScanLayer.McpMessage, rule, "JSON-RPC", Severity.High, reason) { Where = "message" }]);

    private McpDecision Refuse(McpDirection from, (int Code, string Message) text, Findings found) =>
        Refusals.Of(McpOutcome.Refuse, [], text,
            _policy.Decide(found, from == McpDirection.FromClient ? Surface.McpRequest : Surface.McpAnswer));

    private Findings Scan(in JsonRpcMessage message)
    {
        var json = message.Kind switch
        {
            JsonRpcKind.Response => message.Result,
            JsonRpcKind.ErrorResponse => message.Error,
            _ => message.Params,
        };
        var found = _policy.Scanner.Mcp.ScanRequest(message.Method, message.Id, json);
        if (_policy.Scanner.Agents is { } agents && AgentScanner.IsMethod(message.Method))
            return found.Concat(agents.ScanLeaves(json));
        // Switched off, it still tells what it sees.
        return found.IsClean || Options.McpInputScanning.Enabled ? found
            : new Findings([.. found.Items.Select(one => one with { WarnOnly = true })]);
    }

    private Findings ScanSplit(in JsonRpcMessage message, McpSession session)
    {
        if (message.Arguments.IsEmpty || !Options.McpInputScanning.Enabled)
            return Findings.None;
        lock (session.Gate)
        {
            return _policy.Scanner.ScanSplit(
                message.Arguments, session.Pieces, ScanLayer.McpInput, "arguments of several calls together");
        }
    }

    /// <summary>What is clean by itself may be a piece of what the session sends over many messages.</summary>
    private Findings Across(Findings found, in JsonRpcMessage message, McpSession session, long nowMilliseconds) =>
        found.IsClean && !message.Params.IsEmpty && _policy.AcrossRequests is { } across
            ? across.Check(session.Key, default, default, message.Params, nowMilliseconds) : found;

    private McpDecision Pass(in JsonRpcMessage message, Findings content, McpSession session)
    {
        McpDecision decided = default;
        if (!content.IsClean)
        {
            var decision = _policy.Decide(ParamsPlace.Of(content, message.Method), Surface.McpRequest);
            if (decision.IsBlocked)
            {
                var outcome = message.Kind switch
                {
                    JsonRpcKind.Request => McpOutcome.Refuse,
                    JsonRpcKind.Notification => McpOutcome.Drop,
                    _ => McpOutcome.RefuseServer, // which asked, and waits
                };
                return Refusals.Of(outcome, message.Id, RefusalText.OfRequest(decision.Cause!), decision);
            }

            decided = decision.Verdict == Verdict.Allow ? default : Refusals.Warning(decision);
        }

        lock (session.Gate)
        {
            if (message.ExpectsAnswer)
                session.Outstanding.Add(message.Id, AskedFor.Of(message, session));
            else if (message.Method.SequenceEqual("notifications/cancelled"u8))
                session.Outstanding.Cancel(TopMember.Of(message.Params, "requestId"u8));
        }

        return decided;
    }
}
