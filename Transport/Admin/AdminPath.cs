using Pipelock.Config.Options;
using Pipelock.Protocols.Http1;

namespace Pipelock.Transport.Admin;

/// <summary>The paths that the proxy answers itself.</summary>
internal static class AdminPath
{
    /// <summary>The path of a target of origin form.</summary>
    public static ReadOnlySpan<byte> Of(RequestHead head)
    {
        var target = head.Target;
        var question = target.IndexOf((byte)'?');
        return question < 0 ? target : target[..question];
    }

    /// <summary>Whether the path belongs to the interface that administers the proxy.</summary>
    public static bool IsApi(ReadOnlySpan<byte> path) =>
        path.StartsWith("/api/v1/killswitch"u8) || path.StartsWith("/api/v1/sessions"u8)
        || path.StartsWith("/api/v1/approvals"u8) || path.SequenceEqual("/api/v1/agent-cards"u8);

    /// <summary>Whether the path is served while all traffic is stopped.</summary>
    /// <param name="head">The head of the request.</param>
    /// <param name="options">The section that decides.</param>
    /// <param name="apiHere">The listener serves the interface that administers the proxy.</param>
    public static bool IsExempt(RequestHead head, KillSwitchOptions options, bool apiHere)
    {
        if (head.Form != TargetForm.Origin) return false;
        var path = Of(head);
        if (path.SequenceEqual("/health"u8) || path.SequenceEqual("/healthz"u8) || path.SequenceEqual("/readyz"u8))
            return options.HealthExempt;
        if (path.SequenceEqual("/metrics"u8)) return options.MetricsExempt;
        return apiHere && options.ApiExempt && IsApi(path);
    }
}
