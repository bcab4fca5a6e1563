using Pipelock.Policy;
using Pipelock.Scanners;

namespace Pipelock.Transport.WebSockets;

/// <summary>What peers are told in the close frame of a block: what, and by which rule; never what matched.</summary>
internal static class CloseReason
{
    /// <summary>The reason of a blocking decision; cut to 123 bytes when it is written.</summary>
    public static string Of(in Decision decision)
    {
        var cause = decision.Cause!;
        if (cause.Layer == ScanLayer.Redaction) return cause.Reason;
        var what = cause.Layer is ScanLayer.ResponseScan or ScanLayer.CoreResponse
            ? "injection detected"
            : "DLP violation";
        return $"{what}: {cause.RuleName}";
    }
}
