using System.Net;
using Pipelock.Config.Options;

namespace Pipelock.Cli.Commands.FirstHour;

/// <summary>The environment variables by which programs find a proxy, and trust what it signs.</summary>
internal static class ProxyVariables
{
    /// <summary>Every name under which a certificate store is looked for: curl, OpenSSL, Python, Node, Git, AWS, Deno,
    /// Cargo.</summary>
    private static readonly string[] s_trustStores =
    [
        "SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "GIT_SSL_CAINFO",
        "AWS_CA_BUNDLE", "DENO_CERT", "CARGO_HTTP_CAINFO", "PIP_CERT", "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
    ];

    /// <summary>The variables of a proxy at <paramref name="address"/>.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="interception">Whether TLS is opened, and by which authority.</param>
    public static IEnumerable<(string Name, string Value)> Of(IPEndPoint address, TlsInterceptionOptions interception)
    {
        var url = $"http://{address}";
        foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "WS_PROXY", "WSS_PROXY"])
        {
            yield return (name, url);
            yield return (name.ToLowerInvariant(), url);
        }

        const string Direct = "127.0.0.1,localhost,::1";
        yield return ("NO_PROXY", Direct);
        yield return ("no_proxy", Direct);
        yield return ("NODE_USE_ENV_PROXY", "1"); // Node 24 and later: fetch() does not look at the others without it.
        if (!interception.Enabled || interception.CaCert.Length == 0) yield break;
        foreach (var name in s_trustStores) yield return (name, interception.CaCert);
    }
}
