using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Responses;

/// <summary>A proxy that takes instructions out of answers, and lets only small events of a stream pass.</summary>
public sealed class StripSite : ResponseSite
{
    internal override ProxySettings Settings => new()
    {
        More = "response_scanning:\n  action: strip\n  sse_streaming:\n    action: warn\n    max_event_bytes: 2000\n",
    };
}
