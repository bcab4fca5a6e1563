using System.Net;
using System.Net.Sockets;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>The origin and the client by themselves, without a proxy between: what the other tests measure
/// with.</summary>
public sealed class OriginTests : IAsyncLifetime
{
    private readonly TestOrigin origin = new(new IPEndPoint(IPAddress.Parse("127.77.9.1"), 0));
    private RawClient client = null!;

    public static TheoryData<string, string, int, string> Routes => new()
    {
        { "GET", "/json", 200, "{\"ok\":true}" },
        { "HEAD", "/json", 200, "" },
        { "GET", "/bytes/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/chunked/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/until-close/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/http10/36", 200, "aa plain words fill this line of tex" },
        { "GET", "/status/204", 204, "" },
        { "GET", "/status/304", 304, "" },
        { "GET", "/status/500", 500, "" },
        { "GET", "/early", 200, "after the hints" },
        { "GET", "/head", 200, "GET /head HTTP/1.1\r\nHost: o" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_route_answers_what_its_table_says(string method, string path, int status, string body)
    {
        await client.SendAsync($"{method} {path} HTTP/1.1\r\nHost: o\r\n\r\n");

        var response = await client.ReadResponseAsync(method);

        Assert.Equal((status, body), (response.Status, response.Text));
    }

    [Theory]
    [InlineData("Content-Length: 11\r\n\r\nhello world", "")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-End: yes\r\n\r\n",
        "X-End: yes")]
    public async Task A_body_is_recorded_without_its_framing(string rest, string trailers)
    {
        await client.SendAsync("POST /echo HTTP/1.1\r\nHost: o\r\n" + rest);

        var response = await client.ReadResponseAsync();

        var seen = Assert.Single(origin.Record.Requests);
        Assert.Equal(("hello world", "hello world", 11L, trailers), (
            response.Text, seen.BodyText, seen.BodyLength, seen.Trailers));
    }

    [Fact]
    public async Task Whatever_arrives_is_seen_even_when_it_is_no_request()
    {
        await client.SendAsync("not a request at all");
        client.HalfClose();

        Assert.True(await client.IsClosedAsync());
        Assert.True(origin.Record.Saw("a request at"));
        Assert.False(origin.Record.Saw("another"));
    }

    [Fact]
    public async Task An_answer_waits_at_its_gate()
    {
        await client.SendAsync("GET /half/door HTTP/1.1\r\nHost: o\r\n\r\n");
        await client.ReadHeadAsync();
        Assert.Equal("first"u8.ToArray(), await client.ReadExactlyAsync(5));
        await origin.Gates.ReachedAsync("door");

        origin.Gates.Open("door");

        Assert.Equal("-last"u8.ToArray(), await client.ReadExactlyAsync(5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50_000)]
    public void The_digest_of_filler_text_is_that_of_its_bytes(int length) =>
        Assert.Equal(
            FillerText.Digest(length),
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(FillerText.Make(length))));

    [Fact]
    public void Ports_handed_out_differ_and_lie_below_the_range_of_outgoing_connections()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePort.Next(IPAddress.Loopback)).ToArray();

        Assert.Equal(ports.Length, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20000, 32767));
    }

    public async Task InitializeAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(origin.EndPoint);
        client = new RawClient(new NetworkStream(socket, ownsSocket: true));
    }

    public async Task DisposeAsync()
    {
        await client.DisposeAsync();
        await origin.DisposeAsync();
    }
}
