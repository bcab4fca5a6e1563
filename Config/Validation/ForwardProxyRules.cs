using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Forward proxy, its users, and the parent proxy.</summary>
internal static class ForwardProxyRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var forward = options.ForwardProxy;
        if (forward.Enabled)
        {
            sink.Positive("forward_proxy.max_tunnel_seconds", forward.MaxTunnelSeconds);
            sink.Positive("forward_proxy.idle_timeout_seconds", forward.IdleTimeoutSeconds);
        }

        sink.Each(
            "forward_proxy.redirect_websocket_hosts", forward.RedirectWebsocketHosts, DomainPattern.HostProblem);
        for (var i = 0; i < forward.ConnectPorts.Length; i++)
        {
            sink.Require(
                forward.ConnectPorts[i] is > 0 and <= ushort.MaxValue,
                KeyPaths.Element("forward_proxy.connect_ports", i),
                "must be a port from 1 to 65535");
        }

        CheckUsers(forward, sink);
        CheckUpstream(options.UpstreamProxy, sink);
    }

    private static void CheckUsers(ForwardProxyOptions forward, ValidationSink sink)
    {
        const string Users = "forward_proxy.auth.users";
        for (var i = 0; i < forward.Auth.Users.Length; i++)
        {
            var user = forward.Auth.Users[i];
            var key = KeyPaths.Element(Users, i);
            if (sink.Required($"{key}.name", user.Name))
                CheckUserName($"{key}.name", user.Name, sink);
            CheckPassword(key, user.Password, user.PasswordEnv, user.PasswordFile, required: true, sink);
        }

        sink.Unique(
            forward.Auth.Users.Select((user, i) => ($"{KeyPaths.Element(Users, i)}.name", user.Name)),
            StringComparer.Ordinal);
    }

    private static void CheckUpstream(UpstreamProxyOptions upstream, ValidationSink sink)
    {
        if (upstream.Url.Length > 0)
            CheckUpstreamUrl(upstream.Url, sink);
        CheckUserName("upstream_proxy.username", upstream.Username, sink);
        CheckPassword(
            "upstream_proxy", upstream.Password, upstream.PasswordEnv, upstream.PasswordFile,
            required: upstream.Username.Length > 0, sink);
        if (upstream.Username.Length == 0 && HasPassword(upstream))
            sink.Error("upstream_proxy.username", "is required with a password");
        sink.Each("upstream_proxy.no_proxy", upstream.NoProxy, NoProxyProblem);
    }

    private static void CheckUpstreamUrl(string url, ValidationSink sink)
    {
        const string Key = "upstream_proxy.url";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            sink.Error(Key, "must be a URL such as http://proxy.example:3128");
        else if (uri.Scheme != "http")
            sink.Error(Key, "must start with http://; the connection to the parent proxy is plain HTTP");
        else if (uri.UserInfo.Length > 0)
            sink.Error(Key, "must not carry credentials; use username with password_env or password_file");
        else if (uri.PathAndQuery is not ("" or "/") || uri.Fragment.Length > 0)
            sink.Error(Key, "must be scheme, host and port alone");
    }

    private static bool HasPassword(UpstreamProxyOptions upstream) =>
        upstream.Password.Length + upstream.PasswordEnv.Length + upstream.PasswordFile.Length > 0;

    // RFC 7617 §2: the first colon ends the user name, so a name cannot hold one; control characters are out as well.
    private static void CheckUserName(string key, string name, ValidationSink sink) =>
        sink.Require(
            !name.Contains(':') && !name.Any(char.IsControl),
            key,
            "must contain neither a colon nor control characters");

    private static void CheckPassword(
        string key, string inline, string variable, string file, bool required, ValidationSink sink)
    {
        var sources = (inline.Length > 0 ? 1 : 0) + (variable.Length > 0 ? 1 : 0) + (file.Length > 0 ? 1 : 0);
        if (sources > 1)
            sink.Error(key, "takes one of password_env, password_file and password, not several");
        else if (sources == 0 && required)
            sink.Error(key, "needs password_env or password_file");
        if (inline.Length > 0)
            sink.Warn($"{key}.password", "stands in the file in clear; prefer password_env or password_file");
        sink.Require(!inline.Any(char.IsControl), $"{key}.password", "must not contain control characters");
    }

    private static string? NoProxyProblem(string entry)
    {
        if (entry.Contains('/'))
            return CidrRange.Problem(entry);
        var name = entry.StartsWith('.') ? entry[1..] : entry;
        return DomainPattern.HostProblem(name) is null ? null : "must be a host name, an address, a CIDR range, or *";
    }
}
