using Pipelock.Protocols.Http1;

namespace Pipelock.Transport.Journal;

/// <summary>Names what a stopped request was for: two labels, each of a closed set.</summary>
internal static class StoppedPlace
{
    private static readonly string[] s_endpoints =
        ["/fetch", "/ws", "/health", "/healthz", "/readyz", "/metrics", "/stats", "/api/v1/scan"];

    /// <summary>The transport, and the endpoint below it, of the request in <paramref name="head"/>.</summary>
    public static (string Transport, string Endpoint) Of(RequestHead head)
    {
        if (head.Form == TargetForm.Authority) return ("connect", "connect");
        if (head.Form == TargetForm.Absolute) return ("forward", "forward");
        var target = head.Target;
        var question = target.IndexOf((byte)'?');
        var path = question < 0 ? target : target[..question];
        foreach (var endpoint in s_endpoints)
        {
            if (System.Text.Ascii.Equals(path, endpoint)) return (Transport(endpoint), endpoint);
        }

        return ("http", "other");
    }

    private static string Transport(string endpoint) => endpoint switch
    {
        "/fetch" => "fetch",
        "/ws" => "websocket",
        "/api/v1/scan" => "scan_api",
        _ => "http",
    };
}
