using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>Examines what agents send to servers.</summary>
internal sealed class McpRequests(TextScanner text, InjectionEngine injection, GluedMatcher glued, ScanEngine engine)
{
    private readonly IdleScans<RequestScan> _idle = new();

    /// <summary>Examines one message.</summary>
    internal Findings Scan(ReadOnlySpan<byte> method, ReadOnlySpan<byte> id, ReadOnlySpan<byte> json)
    {
        var found = new FindingSet();
        text.Scan(method, ScanLayer.McpInput, "method", TextViews.NoiseStripped, default, ref found);
        text.Scan(id, ScanLayer.McpInput, "id", TextViews.NoiseStripped, default, ref found);
        if (json.IsEmpty)
            return found.ToFindings();
        if (!_idle.TryTake(out var scan))
            scan = new RequestScan(text, injection, new SplitArguments(glued), engine);
        scan.Run(json, ref found);
        _idle.Keep(scan);
        return found.ToFindings();
    }
}
