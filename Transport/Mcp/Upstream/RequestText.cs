using System.Globalization;
using System.Text;

namespace Pipelock.Transport.Mcp.Upstream;

/// <summary>Writes the heads of requests that are ours rather than a client's.</summary>
internal static class RequestText
{
    /// <summary>The head of a POST of one message.</summary>
    public static byte[] Post(
        byte[] authority, byte[] target, IEnumerable<(string Name, string Value)> fields, int length) =>
        Head("POST", authority, target,
        [
            ("Content-Type", "application/json"),
            ("Accept", "application/json, text/event-stream"),
            .. fields,
            ("Content-Length", length.ToString(CultureInfo.InvariantCulture)),
        ]);

    /// <summary>The head of a request without content.</summary>
    public static byte[] Head(
        string method, byte[] authority, byte[] target, IEnumerable<(string Name, string Value)> fields)
    {
        var text = new StringBuilder(256);
        text.Append(method).Append(' ').Append(Encoding.ASCII.GetString(target)).Append(" HTTP/1.1\r\n");
        text.Append("Host: ").Append(Encoding.ASCII.GetString(authority)).Append("\r\n");
        foreach (var (name, value) in fields) text.Append(name).Append(": ").Append(value).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }
}
