using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Forwarding;

/// <summary>A proxy that nobody else uses, so that its memory is that of one transfer.</summary>
public sealed class VolumeSite : Site
{
    internal override ProxySettings Settings =>
        new() { More = "request_body_scanning:\n  enabled: true\n  action: block\n" };
}
