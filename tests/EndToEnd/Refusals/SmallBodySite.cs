using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Refusals;

/// <summary>A site whose proxy takes bodies of at most 64 KiB.</summary>
public sealed class SmallBodySite : Site
{
    /// <inheritdoc/>
    internal override ProxySettings Settings => new() { More = "request_body_scanning:\n  max_body_bytes: 65536\n" };
}
