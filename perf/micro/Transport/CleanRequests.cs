using System.Net;
using System.Text;

namespace Pipelock.Micro.Transport;

/// <summary>
/// What clean traffic looks like: an API call with the headers a client library sends, and a chat request.
/// </summary>
internal static class CleanRequests
{
    public const string Fields =
        "User-Agent: client/4.2 (linux; x64)\r\nAccept: application/json\r\nAccept-Language: en-US,en;q=0.9\r\n"
        + "Accept-Encoding: gzip, deflate\r\nCache-Control: no-cache\r\n"
        + "X-Request-Id: 6f1c2e0a-9d7b-4a51-8c3e-2b5f7d9e1a04\r\n";

    public const string Path = "/v1/items?state=open&page=2&per_page=30&sort=updated";

    public static ProxyRig Get() => Get(null);

    public static ProxyRig Get(EndPoint? proxy) => new("GET", Path, Fields, "", proxy);

    /// <summary>A request and an answer that are others each time.</summary>
    public static ProxyRig GetAnother() => new("GET", $"{Path}&cursor={PageNumber.First}", Fields, "");

    /// <summary>About 1 KiB of JSON; another one each time for a path that is.</summary>
    public static byte[] Answer(string path = Path)
    {
        var page = path.Contains(PageNumber.First, StringComparison.Ordinal) ? PageNumber.First : "";
        var body = "{\"data\":\"" + new string('x', 1000) + $"\",\"page\":\"{page}\"}}";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    public static ProxyRig Post() => new(
        "POST",
        "/v1/chat/completions",
        Fields + "Content-Type: application/json\r\n",
        "{\"model\":\"gpt-large\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + "Summarise the report about water quality in "
        + "three sentences, and say which of its figures were measured twice.\"}],\"temperature\":0.2}");
}
