using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>Which handshakes become a connection, and what the origin is told.</summary>
public sealed class WebSocketHandshakeTests(WebSocketSite site) : IClassFixture<WebSocketSite>, IAsyncLifetime
{
    private const string Fields =
        "Origin: http://client.example\r\nCookie: a=b\r\nX-Other: x\r\nUser-Agent: agent/1\r\n"
        + "Sec-WebSocket-Protocol: chat, other\r\nSec-WebSocket-Extensions: permessage-deflate\r\n";

    private readonly WebSocketOrigin _origin = new();

    private PipelockProcess Proxy => site.Proxy;

    [Fact]
    public async Task The_accept_value_belongs_to_the_client_s_key()
    {
        await using var client = await WebSocketClient.OpenAsync(
            Proxy, WebSocketClient.Endpoint(Proxy, _origin.EndPoint));
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", RawResponse.FieldOf(client.Head, "Sec-WebSocket-Accept"));
        Assert.NotEqual("dGhlIHNhbXBsZSBub25jZQ==", RawResponse.FieldOf(_origin.RequestHead, "Sec-WebSocket-Key"));
    }

    [Fact]
    public async Task The_endpoint_tells_the_origin_only_what_is_meant_for_it()
    {
        await using var client = await WebSocketClient.OpenAsync(
            Proxy, WebSocketClient.Endpoint(Proxy, _origin.EndPoint, Fields));
        var head = _origin.RequestHead;
        Assert.StartsWith("GET /echo HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Equal(
            (_origin.EndPoint.ToString(), $"http://{_origin.EndPoint}", null, null, "agent/1", "chat, other", null),
            (Field("Host"), Field("Origin"), Field("Cookie"), Field("X-Other"), Field("User-Agent"),
                Field("Sec-WebSocket-Protocol"), Field("Sec-WebSocket-Extensions")));
    }

    [Fact]
    public async Task An_upgrade_through_the_proxy_keeps_its_fields_but_for_extensions()
    {
        await using var client = await WebSocketClient.OpenAsync(
            Proxy, WebSocketClient.Upgrade(_origin.EndPoint, Fields));
        Assert.Equal(
            ("http://client.example", "a=b", "x", null),
            (Field("Origin"), Field("Cookie"), Field("X-Other"), Field("Sec-WebSocket-Extensions")));
    }

    [Fact]
    public async Task The_sub_protocol_that_the_origin_chose_is_relayed()
    {
        _origin.AnswerFields = "Sec-WebSocket-Protocol: chat\r\n";
        await using var client = await WebSocketClient.OpenAsync(
            Proxy, WebSocketClient.Endpoint(Proxy, _origin.EndPoint, Fields));
        Assert.Equal("chat", RawResponse.FieldOf(client.Head, "Sec-WebSocket-Protocol"));
    }

    [Theory]
    [InlineData("101 Switching Protocols", "Sec-WebSocket-Extensions: permessage-deflate\r\n")]
    [InlineData("101 Switching Protocols", "Sec-WebSocket-Protocol: unoffered\r\n")]
    [InlineData("101 Switching Protocols", "Sec-WebSocket-Accept: twice\r\n")]
    [InlineData("403 Forbidden", "Content-Length: 0\r\n")]
    [InlineData("200 OK", "Content-Length: 0\r\n")]
    public async Task An_origin_s_wrong_answer_is_a_502(string status, string fields)
    {
        (_origin.Status, _origin.AnswerFields) = (status, fields);
        Assert.Equal(502, (await Proxy.ExchangeAsync(WebSocketClient.Endpoint(Proxy, _origin.EndPoint))).Status);
    }

    public static TheoryData<string, int, string> Refused => new()
    {
        { "GET /ws HTTP/1.1\r\nHost: p\r\n" + WebSocketClient.Handshake + "\r\n", 400, "missing 'url'" },
        { "GET /ws?url=http%3A%2F%2Fa%2F HTTP/1.1\r\nHost: p\r\n" + WebSocketClient.Handshake
            + "\r\n", 400, "ws or wss" },
        { "GET /ws?url=ws%3A%2F%2Fa%2F HTTP/1.1\r\nHost: p\r\n\r\n", 400, "Upgrade: websocket" },
        { "GET /ws?url=ws%3A%2F%2Fa%2F HTTP/1.1\r\nHost: p\r\n"
            + WebSocketClient.Handshake.Replace("13", "8", StringComparison.Ordinal) + "\r\n", 426, "must be 13" },
        { "GET /ws?url=ws%3A%2F%2F127.0.0.1%3A1%2F HTTP/1.1\r\nHost: p\r\n" + WebSocketClient.Handshake
            + "\r\n", 403, "WebSocket blocked: " },
        { "GET /ws?url=ws%3A%2F%2F169.254.169.254%2F HTTP/1.1\r\nHost: p\r\n" + WebSocketClient.Handshake
            + "\r\n", 403, "WebSocket blocked: " },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_handshake_is_refused_with_its_reason(string request, int status, string told)
    {
        var response = await Proxy.ExchangeAsync(request);
        Assert.Equal(status, response.Status);
        Assert.Contains(told, response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/echo?key=AKIA" + "IOSFODNN7EXAMPLE")]
    [InlineData("Authorization: Bearer AKIA" + "IOSFODNN7EXAMPLE\r\n", "/echo")]
    [InlineData("Sec-WebSocket-Protocol: AKIA" + "IOSFODNN7EXAMPLE\r\n", "/echo")]
    public async Task A_secret_in_the_handshake_stays_inside(string fields, string path)
    {
        var response = await Proxy.ExchangeAsync(WebSocketClient.Endpoint(Proxy, _origin.EndPoint, fields, path));
        Assert.Equal((403, ""), (response.Status, _origin.RequestHead));
        Assert.DoesNotContain(Proxy.Log.Lines, line => line.Contains("IOSFODNN7", StringComparison.Ordinal));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _origin.DisposeAsync();

    private string? Field(string name) => RawResponse.FieldOf(_origin.RequestHead, name);
}
