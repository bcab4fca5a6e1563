using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>The /ws endpoint.</summary>
internal static class WebsocketRules
{
    // Both directions of every connection may hold one message; beyond this the operator should know.
    private const long BufferWarning = 1L << 30;

    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var websocket = options.WebsocketProxy;
        sink.Require(
            websocket.StripCompression,
            "websocket_proxy.strip_compression",
            "must be true; compressed messages cannot be scanned");
        if (!websocket.Enabled)
            return;

        sink.Positive("websocket_proxy.max_message_bytes", websocket.MaxMessageBytes);
        sink.Positive("websocket_proxy.max_concurrent_connections", websocket.MaxConcurrentConnections);
        sink.Positive("websocket_proxy.max_connection_seconds", websocket.MaxConnectionSeconds);
        sink.Positive("websocket_proxy.idle_timeout_seconds", websocket.IdleTimeoutSeconds);
        if ((double)websocket.MaxConcurrentConnections * websocket.MaxMessageBytes * 2 > BufferWarning)
        {
            sink.Warn(
                "websocket_proxy.max_concurrent_connections",
                "times max_message_bytes in both directions may take more than 1 GiB of memory");
        }
    }
}
