using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>
/// Examines what servers send: instructions for the agent, and secrets that are none of its business.
/// </summary>
internal sealed class McpAnswers(TextScanner text, InjectionEngine injection)
{
    /// <summary>Longer JSON is examined piece by piece: all readings of it at once would take many times its
    /// length.</summary>
    private const int MaxWhole = 512 * 1024;

    private const int Piece = 64 * 1024;

    private readonly IdleScans<McpAnswerScan> _idle = new();

    /// <summary>Examines JSON that is there as a whole.</summary>
    internal Findings Scan(ReadOnlySpan<byte> json, string where)
    {
        if (json.Length > MaxWhole) return ScanPieces(json);
        var found = new FindingSet();
        Scan(json, ScanLayer.McpAnswer, where, ref found);
        // An agent reads the texts of a result one behind the other. What one of them shows by itself is no reason to
        // stop: it may be weak, or forgiven.
        NeighbouringTexts.Scan(injection, json, ScanLayer.McpAnswer, where, ref found);
        return found.ToFindings();
    }

    private Findings ScanPieces(ReadOnlySpan<byte> json)
    {
        var scan = Rent();
        Findings found = default;
        for (var at = 0; at < json.Length; at += Piece)
            found = found.Concat(scan.Append(json.Slice(at, Math.Min(Piece, json.Length - at))));
        found = found.Concat(scan.Complete());
        Return(scan);
        return found;
    }

    /// <summary>Examines JSON for a layer.</summary>
    internal void Scan(ReadOnlySpan<byte> json, ScanLayer layer, string where, ref FindingSet found)
    {
        injection.Scan(json, layer, where, MediaKind.Json, default, isCoded: false, ref found);
        text.Scan(json, layer, where, TextViews.Standard, default, ref found);
    }

    /// <summary>Hands out a scan.</summary>
    internal McpAnswerScan Rent()
    {
        if (!_idle.TryTake(out var scan))
            scan = new McpAnswerScan(text, injection);
        scan.Start();
        return scan;
    }

    /// <summary>Takes a scan back.</summary>
    internal void Return(McpAnswerScan scan)
    {
        scan.Reset();
        _idle.Keep(scan);
    }
}
