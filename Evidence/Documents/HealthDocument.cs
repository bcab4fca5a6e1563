using System.Buffers;
using System.Text.Json;

namespace Pipelock.Evidence.Documents;

/// <summary>Writes the JSON document of <c>/health</c>.</summary>
public static class HealthDocument
{
    /// <summary>Writes the document.</summary>
    public static void Write(IBufferWriter<byte> output, in HealthFacts facts)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("status", facts.Unhealthy ? "unhealthy" : "healthy");
        json.WriteString("version", facts.Version);
        json.WriteString("mode", facts.Mode);
        json.WriteNumber("uptime_seconds", facts.Uptime.TotalSeconds);
        json.WriteNumber("dlp_patterns", facts.DlpPatterns);
        json.WriteBoolean("response_scan_enabled", facts.ResponseScanEnabled);
        json.WriteBoolean("git_protection_enabled", facts.GitProtectionEnabled);
        json.WriteBoolean("rate_limit_enabled", facts.RateLimitEnabled);
        json.WriteBoolean("forward_proxy_enabled", facts.ForwardProxyEnabled);
        json.WriteBoolean("websocket_proxy_enabled", facts.WebSocketProxyEnabled);
        json.WriteBoolean("request_body_scan_enabled", facts.RequestBodyScanEnabled);
        json.WriteBoolean("tls_interception_enabled", facts.TlsInterceptionEnabled);
        json.WriteBoolean("kill_switch_active", facts.KillSwitchActive);
        if (facts.Subsystems is { } subsystems)
        {
            json.WriteStartObject("subsystems");
            foreach (var (name, isWell) in subsystems) json.WriteString(name, isWell ? "healthy" : "unhealthy");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
