using System.Collections.Immutable;
using Pipelock.Config.Binding;
using Pipelock.Config.Options;

namespace Pipelock.Config.Loading;

/// <summary>Which settings this version reads but does not act on, and when that is worth telling.</summary>
/// <remarks>
/// One row per key with <see cref="InactiveAttribute"/>: the test says whether the setting asks for anything. A section
/// that is switched off, or a value that is the default, promises nothing and is not reported.
/// </remarks>
internal static class InactiveSections
{
    private static readonly PipelockOptions s_defaults = new();

    /// <summary>The rows, by key.</summary>
    public static ImmutableArray<(string Key, Func<PipelockOptions, bool> AsksForSomething)> Rows { get; } =
    [
        ("license_key", o => o.LicenseKey.Length > 0),
        ("license_file", o => o.LicenseFile.Length > 0),
        ("license_public_key", o => o.LicensePublicKey.Length > 0),
        ("forward_proxy.redirect_websocket_hosts", o => !o.ForwardProxy.RedirectWebsocketHosts.IsEmpty),
        (
            "tls_interception.max_response_bytes",
            o => o.TlsInterception.MaxResponseBytes != s_defaults.TlsInterception.MaxResponseBytes
        ),
        ("mcp_ws_listener", _ => true),
        ("git_protection", o => o.GitProtection.Enabled),
        ("rules", _ => true),
        (
            "a2a_scanning.session_smuggling_detection",
            o => o.A2aScanning is { Enabled: true, SessionSmugglingDetection: true }
        ),
        (
            "a2a_scanning.max_context_messages",
            o => o.A2aScanning.MaxContextMessages != s_defaults.A2aScanning.MaxContextMessages
        ),
        ("a2a_scanning.max_contexts", o => o.A2aScanning.MaxContexts != s_defaults.A2aScanning.MaxContexts),
        ("mcp_binary_integrity", o => o.McpBinaryIntegrity.Enabled),
        ("mcp_tool_provenance", o => o.McpToolProvenance.Enabled),
        ("sentry", o => o.Sentry.Enabled && o.Sentry.Dsn.Length > 0),
        ("flight_recorder", o => o.FlightRecorder.Enabled),
        ("mediation_envelope", o => o.MediationEnvelope.Enabled),
        ("behavioral_baseline", o => o.BehavioralBaseline.Enabled),
        ("taint", o => o.Taint.Enabled),
        ("file_sentry", o => o.FileSentry.Enabled),
        ("sandbox", o => o.Sandbox.Enabled),
        ("browser_shield", o => o.BrowserShield.Enabled),
    ];

    /// <summary>What the operator put to use in vain, in the order of the rows.</summary>
    /// <param name="options">What is in effect.</param>
    /// <param name="keys">What the file sets.</param>
    public static ImmutableArray<string> Find(PipelockOptions options, KeyLocations keys) =>
        [.. Rows.Where(row => keys.IsSet(row.Key) && row.AsksForSomething(options)).Select(row => row.Key)];
}
