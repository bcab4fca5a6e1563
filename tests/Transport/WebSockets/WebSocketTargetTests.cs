using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.WebSockets;

namespace Pipelock.Transport.Tests.WebSockets;

/// <summary>Where a handshake wants to go, in every way a client may write it.</summary>
public class WebSocketTargetTests
{
    public static TheoryData<string, string> Found => new()
    {
        { "/ws?url=ws%3A%2F%2Fa.example%2Fx", "http://a.example/x" },
        { "/ws?url=wss%3A%2F%2Fa.example%2Fx", "https://a.example/x" },
        { "/ws?url=WSS://a.example/x", "https://a.example/x" },
        { "/ws?url=ws://a.example/x", "http://a.example/x" },
        { "/ws?url=ws://a.example/x?y=1", "http://a.example/x?y=1" },
        { "/ws?url=ws://a.example/x?y=1&z=2", "http://a.example/x?y=1&z=2" },
        { "/ws?url=ws%3A%2F%2Fa.example%2Fx%3Fy%3D1%26z%3D2", "http://a.example/x?y=1&z=2" },
        { "/ws?agent=me&url=ws%3A%2F%2Fa.example%2F", "http://a.example/" },
        { "/ws?url=ws%3A%2F%2Fa.example%2F&agent=me", "http://a.example/" },
        { "/ws?url=ws://a.example/%2520", "http://a.example/%20" },
        { "/ws?url=ws://a.example/%00%0d%0a%7fx", "http://a.example/x" },
        { "/ws?url=ws://a.example/100%", "http://a.example/100%" },
        { "/ws?url=ws://a.example:8080", "http://a.example:8080" },
        { "http://a.example/x?y", "http://a.example/x?y" },
        { "ws://a.example/x", "http://a.example/x" },
    };

    public static TheoryData<string> NotFound =>
    [
        "/ws", "/ws?", "/ws?agent=x", "/ws?URL=ws://a/", "/ws?xurl=ws://a/", "/ws?url=", "/ws?url=http://a/",
        "/ws?url=ftp://a/", "/ws?url=a.example", "/ws?url=//a.example/", "/ws?url=javascript:ws://a/",
            "https://a.example/",
    ];

    [Theory]
    [MemberData(nameof(Found))]
    public void A_target_is_found(string target, string url)
    {
        using var head = Head(target);
        var found = WebSocketTarget.Of(head, out var problem);
        Assert.Equal((url, ""), (Encoding.ASCII.GetString(found!.Url), problem));
        Assert.Equal(url.StartsWith("https", StringComparison.Ordinal), found.IsSecure);
        Assert.Equal(target[0] == '/', found.IsEndpoint);
    }

    [Theory]
    [MemberData(nameof(NotFound))]
    public void What_is_no_target_has_a_reason(string target)
    {
        using var head = Head(target);
        Assert.Null(WebSocketTarget.Of(head, out var problem));
        Assert.NotEmpty(problem);
    }

    [Theory]
    [InlineData("/ws", true)]
    [InlineData("/ws?url=x", true)]
    [InlineData("/wss", false)]
    [InlineData("/ws/", false)]
    [InlineData("/health", false)]
    public void The_endpoint_is_one_path(string target, bool isEndpoint) =>
        Assert.Equal(isEndpoint, WebSocketTarget.IsEndpointPath(Encoding.ASCII.GetBytes(target)));

    private static RequestHead Head(string target)
    {
        var head = new RequestHead();
        var bytes = Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: p\r\n\r\n");
        Assert.Equal(ParseStatus.Complete, head.TryParse(bytes, out _));
        return head;
    }
}
