using System.Globalization;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.Admin;

/// <summary><c>/proxy.pac</c>: the script that tells a browser to use this proxy, at the name it was asked
/// by.</summary>
internal static class ProxyAutoConfig
{
    /// <summary>The answer to a request for the script.</summary>
    public static Answer Answer(RequestHead head)
    {
        var host = string.Concat(System.Text.Encoding.ASCII.GetString(head.Host).Where(IsPartOfHost));
        return new Answer
        {
            Status = 200,
            ContentType = "application/x-ns-proxy-autoconfig",
            Body = string.Create(CultureInfo.InvariantCulture, $$"""
                function FindProxyForURL(url, host) {
                  if (isPlainHostName(host) || host === "127.0.0.1" || host === "[::1]" || host === "localhost") return "DIRECT";
                  return "PROXY {{host}}";
                }

                """),
        };
    }

    /// <summary>What a client sent becomes part of a script: nothing that could end the string stays.</summary>
    private static bool IsPartOfHost(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or ':' or '[' or ']';
}
