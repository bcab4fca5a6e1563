using Pipelock.Config.Options;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Policy.Mcp.Tools;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Decides about what a server sends. Immutable and thread-safe; a clean answer allocates nothing.</summary>
/// <remarks>message ─► (1) did anybody ask? ─► (2) media ─► (3) definitions of tools, or (4) text ─► verdict</remarks>
internal sealed class AnswerGuard
{
    private static readonly Findings s_unsolicited = new(
    [
        new Finding(ScanLayer.McpBinding, "response-id", "Unsolicited Response", Severity.High,
            "an answer to a request that nobody made, or that was answered before")
        {
            Where = "none: an answer belongs to one request",
        },
    ]);

    private readonly PolicySnapshot _policy;
    private readonly ToolListGuard _tools;
    private readonly MediaRules? _media;
    private readonly bool _strips;

    /// <summary>Reads the sections.</summary>
    public AnswerGuard(PolicySnapshot policy, PipelockOptions options, AcceptedTools accepted)
    {
        _policy = policy;
        _tools = new ToolListGuard(options, accepted);
        _strips = options.ResponseScanning.Action == ResponseAction.Strip;
        var media = options.MediaPolicy;
        if (media.Enabled)
        {
            _media = new MediaRules
            {
                RefuseImages = media.StripImages,
                RefuseAudio = media.StripAudio,
                RefuseVideo = media.StripVideo,
                AllowedImageTypes = media.AllowedImageTypes,
                MaxImageBytes = media.MaxImageBytes,
                StripsMetadata = media.StripImageMetadata,
                NotesExposure = media.LogMediaExposure,
            };
        }
    }

    /// <summary>Decides about one message.</summary>
    public McpDecision Decide(in JsonRpcMessage message, McpSession session)
    {
        if (message.Kind is JsonRpcKind.Request or JsonRpcKind.Notification)
            return Ask(message, session);
        if (!TryClaim(message, session, out var asked))
            return Conclude(message, _policy.Decide(s_unsolicited, Surface.McpAnswer));
        if (asked.Method == AskedMethod.Initialize)
            ReadRevision(message, session);
        if (message.Kind == JsonRpcKind.ErrorResponse)
            return Judge(message, _policy.Scanner.Mcp.ScanAnswer(message.Error, "error"), asked);
        return _media is null ? DecideResult(message, asked, session) : DecideMedia(message, _media, asked, session);
    }

    /// <summary>What of it is media, and then the rest: of the message as it goes on.</summary>
    private McpDecision DecideMedia(
        in JsonRpcMessage message, MediaRules rules, AskedFor asked, McpSession session)
    {
        var media = McpScanner.ExamineMedia(message.Result, rules);
        if (media.Finding is { } refused)
            return Judge(message, new Findings([refused]), asked) with { Media = media.Exposures };
        if (media.Rewritten is not { } result)
        {
            var plain = DecideResult(message, asked, session);
            return media.Exposures.IsDefault ? plain : plain with { Media = media.Exposures };
        }

        message.Raw.Overlaps(message.Result, out var start);
        byte[] rewritten = [.. message.Raw[..start], .. result, .. message.Raw[(start + message.Result.Length)..]];
        var limits = JsonRpcLimits.Default with { MaxBytes = rewritten.Length };
        if (JsonRpcMessage.TryRead(rewritten, limits, out var cleaned) != JsonRpcStatus.Message)
            throw new InvalidOperationException("an answer without the metadata of its images is no message any more");
        var decided = DecideResult(cleaned, asked, session) with { Media = media.Exposures };
        return decided.Outcome == McpOutcome.Forward
            ? decided with { Outcome = McpOutcome.Rewrite, Bytes = rewritten } : decided;
    }

    private McpDecision DecideResult(in JsonRpcMessage message, AskedFor asked, McpSession session)
    {
        if (MayListTools(message, asked.Method)
            && _policy.Scanner.Mcp.ReadTools(message.Result) is { IsList: true } list)
        {
            var isLast = TopMember.Of(message.Result, "nextCursor"u8) is [] or [(byte)'n', ..];
            var found = _tools.Read(list, asked.Method != AskedMethod.ListMoreTools, isLast, session);
            return Judge(message, found, asked);
        }

        var text = _policy.Scanner.Mcp.ScanAnswer(message.Result, "result");
        return Judge(message, text.Concat(OfAgent(message.Result, asked.Method)), asked);
    }

    /// <summary>Decides about what was found in an answer.</summary>
    /// <param name="message">The answer.</param>
    /// <param name="found">What was found.</param>
    /// <param name="asked">What it answers.</param>
    public McpDecision Judge(in JsonRpcMessage message, Findings found, AskedFor asked)
    {
        if (found.IsClean)
            return default;
        var decision = _policy.Decide(found, Surface.McpAnswer, asked.Context);
        return decision.IsBlocked && _strips
            && AnswerStrip.TryStrip(message.Raw, _policy, asked.Context, out var stripped)
            ? new McpDecision
            {
                Outcome = McpOutcome.Rewrite,
                Bytes = stripped,
                Decision = decision with { Verdict = Verdict.Strip },
                RequestId = Refusals.NewRequestId(),
            }
            : Conclude(message, decision);
    }

    private Findings OfAgent(ReadOnlySpan<byte> result, AskedMethod asked)
    {
        if (_policy.Scanner.Agents is not { } agents) return default;
        return asked switch
        {
            AskedMethod.AskAgentCard when _policy.Options.A2aScanning.ScanAgentCards => agents.ScanCard(result),
            AskedMethod.AskAgent or AskedMethod.AskAgentCard => agents.ScanLeaves(result),
            _ => default,
        };
    }

    /// <summary>Some member is called "tools", however it is written: escapes are decided where it is read.</summary>
    private static bool MayListTools(in JsonRpcMessage message, AskedMethod asked) =>
        asked is AskedMethod.ListTools or AskedMethod.ListMoreTools
        || message.Result.IndexOf("\"tools\""u8) >= 0 || message.Result.IndexOf("\\u00"u8) >= 0;

    private static bool TryClaim(in JsonRpcMessage message, McpSession session, out AskedFor asked)
    {
        asked = default;
        lock (session.Gate)
        {
            // An error without id says that a request could not be read (JSON-RPC 2.0 §5.1): it answers none.
            return !session.Outstanding.IsActive || (message.Id.IsEmpty && message.Kind == JsonRpcKind.ErrorResponse)
                || session.Outstanding.TryTake(message.Id, out asked);
        }
    }

    private static void ReadRevision(in JsonRpcMessage message, McpSession session) =>
        session.AllowsBatches = TopMember.Of(message.Result, "protocolVersion"u8).SequenceEqual(
            ProtocolRevision.WithBatches);

    private McpDecision Ask(in JsonRpcMessage message, McpSession session)
    {
        if (message.Method.SequenceEqual("notifications/tools/list_changed"u8))
        {
            lock (session.Gate)
                session.Tools.ChangeAnnounced = true;
        }

        return message.Params.IsEmpty ? default
            : Judge(
                message, ParamsPlace.Of(_policy.Scanner.Mcp.ScanAnswer(message.Params, "params"), message.Method),
                default);
    }

    private static McpDecision Conclude(in JsonRpcMessage message, Decision decision)
    {
        if (decision.Verdict == Verdict.Allow)
            return default;
        if (decision.Verdict == Verdict.Warn)
            return Refusals.Warning(decision);
        var outcome = message.Kind switch
        {
            JsonRpcKind.Request => McpOutcome.RefuseServer,
            JsonRpcKind.Notification => McpOutcome.Drop,
            _ => McpOutcome.Refuse,
        };
        return Refusals.Of(outcome, message.Id, RefusalText.OfAnswer(decision.Cause!), decision);
    }
}
