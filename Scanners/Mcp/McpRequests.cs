#pragma warning disable CS9113, CA1822
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>Examines what agents send to servers.</summary>
internal sealed class McpRequests(TextScanner text, InjectionEngine injection, GluedMatcher glued, ScanEngine engine)
{
    /// <summary>Examines one message.</summary>
    internal Findings Scan(ReadOnlySpan<byte> method, ReadOnlySpan<byte> id, ReadOnlySpan<byte> json)
    {
        var found = new FindingSet();
        text.Scan(method, ScanLayer.McpInput, "method", TextViews.Standard, default, ref found);
        text.Scan(id, ScanLayer.McpInput, "id", TextViews.Standard, default, ref found);
        text.Scan(json, ScanLayer.McpInput, "params", TextViews.Standard, default, ref found);
        injection.Scan(json, ScanLayer.McpInput, "params", MediaKind.Json, default, isCoded: false, ref found);
        return found.ToFindings();
    }
}
