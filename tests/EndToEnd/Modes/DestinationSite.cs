using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Modes;

/// <summary>A site whose proxy has a blocklist.</summary>
public sealed class DestinationSite : Site
{
    /// <inheritdoc/>
    internal override ProxySettings Settings => new() { Monitoring = ["blocklist: [\"*.blocked.example\"]"] };
}
