using Pipelock.Evidence.Records;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Evidence;

/// <summary>The lines about calls of tools. Thread-safe.</summary>
/// <remarks>Names of tools are the caller's to judge: one that may hold what a scanner found is not for
/// the log.</remarks>
public sealed class McpLog
{
    private readonly EvidenceLog _log;

    internal McpLog(EvidenceLog log) => _log = log;

    /// <summary>A call completed a sequence that should not happen (<c>chain_detection</c>).</summary>
    /// <param name="pattern">Name of the sequence.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="action"><c>warn</c> or <c>block</c>.</param>
    /// <param name="tool">The tool that completed it.</param>
    /// <param name="session">Key of the session.</param>
    public void ChainDetected(string pattern, string severity, string action, string tool, string session)
    {
        var record = _log.Begin(EventKind.ChainDetection);
        record.Text(FieldName.Pattern, pattern);
        record.Text(FieldName.PatternSeverity, severity);
        record.Text(FieldName.Severity, action == "block" ? "critical" : "warn");
        record.Text(FieldName.Action, action);
        record.Text(FieldName.Tool, tool);
        record.Text(FieldName.Session, session);
        record.Text(FieldName.MitreTechnique, "T1059");
        _log.End(ref record, urgent: true);
    }

    /// <summary>A tool was called that the server never listed (<c>mcp_unknown_tool</c>).</summary>
    public void UnknownTool(string tool, string action)
    {
        var record = _log.Begin(EventKind.McpUnknownTool);
        record.Text(FieldName.Tool, tool);
        record.Text(FieldName.Action, action);
        record.Text(FieldName.MitreTechnique, "T1195.002");
        _log.End(ref record, urgent: true);
    }

    /// <summary>A call was answered by a program of the operator (<c>tool_redirect</c>).</summary>
    public void Redirected(in ToolRedirect redirect)
    {
        var record = _log.Begin(EventKind.ToolRedirect);
        record.Text(FieldName.ToolName, redirect.Tool);
        record.Text(FieldName.ArgsDigest, redirect.ArgumentsDigest);
        record.Text(FieldName.RedirectProfile, redirect.Profile);
        record.Text(FieldName.RedirectReason, redirect.Reason);
        record.Text(FieldName.PolicyRule, redirect.Rule);
        record.Text(FieldName.Result, redirect.IsAnswered ? "success" : "blocked");
        record.Number(FieldName.LatencyMs, (long)redirect.Elapsed.TotalNanoseconds, FieldKind.Nanoseconds);
        record.Text(FieldName.SessionId, redirect.Session);
        _log.End(ref record, urgent: true);
    }

    /// <summary>An answer had an image, a sound or a film in it (<c>media_exposure</c>).</summary>
    /// <param name="transport">The way the answer came.</param>
    /// <param name="media">What it was.</param>
    public void MediaExposed(string transport, MediaExposure media)
    {
        var record = _log.Begin(EventKind.MediaExposure);
        record.Text(FieldName.Transport, transport);
        record.Text(FieldName.ContentType, media.ContentType);
        record.Text(FieldName.Format, media.Format);
        record.Number(FieldName.SizeBytes, media.SizeBytes);
        record.Number(FieldName.MetadataSegmentsRemoved, media.SegmentsRemoved);
        record.Number(FieldName.MetadataBytesRemoved, media.BytesRemoved);
        record.Text(FieldName.Action, media.BlockReason.Length > 0 ? "block" : "allow");
        if (media.BlockReason.Length > 0) record.Text(FieldName.BlockReason, media.BlockReason);
        _log.End(ref record, urgent: media.BlockReason.Length > 0);
    }
}
