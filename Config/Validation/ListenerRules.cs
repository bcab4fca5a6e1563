using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Listeners beside the main one, and that no two of them want the same port.</summary>
internal static class ListenerRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        sink.OptionalHostPort("metrics_listen", options.MetricsListen);
        CheckReverse(options.ReverseProxy, sink);
        CheckTransparent(options.TransparentProxy, sink);
        CheckMcp(options, sink);
        CheckScanApi(options.ScanApi, sink);
        CheckPorts(options, sink);
    }

    private static void CheckReverse(ReverseProxyOptions reverse, ValidationSink sink)
    {
        if (reverse.Enabled)
        {
            sink.Required("reverse_proxy.listen", reverse.Listen, "when reverse_proxy.enabled is true");
            sink.Required("reverse_proxy.upstream", reverse.Upstream, "when reverse_proxy.enabled is true");
        }

        sink.OptionalHostPort("reverse_proxy.listen", reverse.Listen);
        sink.OptionalHttpUrl("reverse_proxy.upstream", reverse.Upstream);
    }

    private static void CheckTransparent(TransparentProxyOptions transparent, ValidationSink sink)
    {
        if (transparent.Enabled && transparent.Listen.Length + transparent.TlsListen.Length == 0)
            sink.Error("transparent_proxy", "needs listen or tls_listen when transparent_proxy.enabled is true");
        sink.OptionalHostPort("transparent_proxy.listen", transparent.Listen);
        sink.OptionalHostPort("transparent_proxy.tls_listen", transparent.TlsListen);
    }

    private static void CheckMcp(PipelockOptions options, ValidationSink sink)
    {
        var listener = options.McpListener;
        sink.OptionalHostPort("mcp_listener.listen", listener.Listen);
        sink.OptionalHttpUrl("mcp_listener.upstream", listener.Upstream);
        if (listener.Listen.Length > 0)
            sink.Required("mcp_listener.upstream", listener.Upstream, "when mcp_listener.listen (--mcp-listen) is set");
        if (listener.Upstream.Length > 0)
            sink.Required("mcp_listener.listen", listener.Listen, "when mcp_listener.upstream (--mcp-upstream) is set");
        sink.NotBlank("mcp_listener.auth.bearer_tokens", listener.Auth.BearerTokens);
        sink.Each("mcp_ws_listener.allowed_origins", options.McpWsListener.AllowedOrigins, OriginProblem);
    }

    private static string? OriginProblem(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? null
            : "must be an origin such as https://app.example.com";

    private static void CheckScanApi(ScanApiOptions api, ValidationSink sink)
    {
        sink.OptionalHostPort("scan_api.listen", api.Listen);
        if (api.Listen.Length > 0 && api.Auth.BearerTokens.IsEmpty)
            sink.Error("scan_api.auth.bearer_tokens", "needs at least one token when scan_api.listen is set");
        sink.NotBlank("scan_api.auth.bearer_tokens", api.Auth.BearerTokens);
        sink.Positive("scan_api.timeouts.read", api.Timeouts.Read);
        sink.Positive("scan_api.timeouts.write", api.Timeouts.Write);
        sink.Positive("scan_api.timeouts.scan", api.Timeouts.Scan);
    }

    // Two listeners on one port end in a failed start, or worse: on different interfaces one may shadow the other.
    private static void CheckPorts(PipelockOptions options, ValidationSink sink)
    {
        var taken = new Dictionary<int, string>();
        Take("fetch_proxy.listen", options.FetchProxy.Listen);
        Take("metrics_listen", options.MetricsListen);
        Take("kill_switch.api_listen", options.KillSwitch.ApiListen);
        Take("scan_api.listen", options.ScanApi.Listen);
        Take("mcp_listener.listen", options.McpListener.Listen);
        if (options.ReverseProxy.Enabled)
            Take("reverse_proxy.listen", options.ReverseProxy.Listen);
        if (options.TransparentProxy.Enabled)
        {
            Take("transparent_proxy.listen", options.TransparentProxy.Listen);
            Take("transparent_proxy.tls_listen", options.TransparentProxy.TlsListen);
        }

        void Take(string key, string listen)
        {
            if (HostPort.TryParse(listen, out var address) && address.Port > 0 && !taken.TryAdd(address.Port, key))
                sink.Error(key, $"must use another port than {taken[address.Port]}");
        }
    }
}
