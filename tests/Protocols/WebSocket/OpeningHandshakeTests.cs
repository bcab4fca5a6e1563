using System.Text;
using Pipelock.Protocols.Tests.Http1;
using Pipelock.Protocols.WebSocket;

namespace Pipelock.Protocols.Tests.WebSocket;

/// <summary>The opening handshake, both halves: RFC 6455 §4.</summary>
public class OpeningHandshakeTests
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="; // RFC 6455 §1.3
    private const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    private const string Rest = "Sec-WebSocket-Key: " + Key + "\r\nSec-WebSocket-Version: 13\r\n";

    public static TheoryData<string, HandshakeError> Requests => new()
    {
        { Get(Upgrade + Rest), HandshakeError.None },
        { Get("Upgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\n" + Rest), HandshakeError.None },
        { Get(Upgrade + Rest + "Sec-WebSocket-Protocol: chat, superchat\r\n"), HandshakeError.None },
        { Get(Upgrade + Rest
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"), HandshakeError.None },
        { Get(Upgrade + Rest + "Content-Length: 0\r\n"), HandshakeError.None },
        { Get(Upgrade + Rest).Replace("GET", "POST", StringComparison.Ordinal), HandshakeError.MethodNotGet },
        { Get(Upgrade
            + Rest).Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal), HandshakeError.HttpVersionTooOld },
        { Get(Upgrade + Rest + "Content-Length: 5\r\n"), HandshakeError.UnexpectedContent },
        { Get(Upgrade + Rest + "Transfer-Encoding: chunked\r\n"), HandshakeError.UnexpectedContent },
        { Get("Connection: Upgrade\r\n" + Rest), HandshakeError.NotAnUpgrade },
        { Get("Upgrade: websocket\r\n" + Rest), HandshakeError.NotAnUpgrade },
        { Get("Upgrade: h2c\r\nConnection: Upgrade\r\n" + Rest), HandshakeError.NotAnUpgrade },
        { Get(Rest), HandshakeError.NotAnUpgrade },
        { Get(Upgrade + "Sec-WebSocket-Version: 13\r\n"), HandshakeError.MissingKey },
        { Get(Upgrade + Rest + "Sec-WebSocket-Key: " + Key + "\r\n"), HandshakeError.MalformedKey },
        { Get(Upgrade + WithKey("")), HandshakeError.MalformedKey },
        { Get(Upgrade + WithKey("dGhlIHNhbXBsZSBub25jZQ=")), HandshakeError.MalformedKey },
        { Get(Upgrade + WithKey("dGhlIHNhbXBsZSBub25jZSE=")), HandshakeError.MalformedKey },
        { Get(Upgrade + WithKey("dGhlIHNhbXBsZSBub25jZ!==")), HandshakeError.MalformedKey },
        { Get(Upgrade + WithKey("dGhlIHNhbXBs ZSBub25jZQ=")), HandshakeError.MalformedKey },
        { Get(Upgrade + WithKey(Key + Key)), HandshakeError.MalformedKey },
        { Get(Upgrade + "Sec-WebSocket-Key: " + Key + "\r\n"), HandshakeError.UnsupportedVersion },
        { Get(Upgrade + "Sec-WebSocket-Key: " + Key
            + "\r\nSec-WebSocket-Version: 8\r\n"), HandshakeError.UnsupportedVersion },
        { Get(Upgrade + "Sec-WebSocket-Key: " + Key
            + "\r\nSec-WebSocket-Version: 13, 8\r\n"), HandshakeError.UnsupportedVersion },
        { Get(Upgrade + Rest + "Sec-WebSocket-Version: 13\r\n"), HandshakeError.UnsupportedVersion },
        { Get(Upgrade + Rest + "Sec-WebSocket-Protocol: \r\n"), HandshakeError.MalformedProtocols },
        { Get(Upgrade + Rest + "Sec-WebSocket-Protocol: chat, chat\r\n"), HandshakeError.MalformedProtocols },
        { Get(Upgrade + Rest + "Sec-WebSocket-Protocol: chat,\r\n"), HandshakeError.MalformedProtocols },
        { Get(Upgrade + Rest + "Sec-WebSocket-Protocol: two words\r\n"), HandshakeError.MalformedProtocols },
    };

    public static TheoryData<string, HandshakeError, string> Answers => new()
    {
        { Switch(), HandshakeError.None, "" },
        { Switch("Sec-WebSocket-Protocol: chat\r\n"), HandshakeError.None, "chat" },
        { Switch("Sec-WebSocket-Protocol: superchat\r\n"), HandshakeError.None, "superchat" },
        { Switch("Sec-WebSocket-Extensions: \r\n"), HandshakeError.None, "" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", HandshakeError.NotSwitching, "" },
        { "HTTP/1.1 403 Forbidden\r\n\r\n", HandshakeError.NotSwitching, "" },
        { Switch().Replace("101", "200", StringComparison.Ordinal), HandshakeError.NotSwitching, "" },
        { Switch().Replace(
            "Upgrade: websocket\r\n", "", StringComparison.Ordinal), HandshakeError.AnswerNotAnUpgrade, "" },
        { Switch().Replace(
            "Connection: Upgrade\r\n", "", StringComparison.Ordinal), HandshakeError.AnswerNotAnUpgrade, "" },
        { Switch().Replace(
            "websocket", "h2c, websocket", StringComparison.Ordinal), HandshakeError.AnswerNotAnUpgrade, "" },
        { Switch("Upgrade: websocket\r\n"), HandshakeError.AnswerNotAnUpgrade, "" },
        { Switch().Replace(Accept, Key, StringComparison.Ordinal), HandshakeError.WrongAccept, "" },
        { Switch().Replace(
            Accept, Accept.ToLowerInvariant(), StringComparison.Ordinal), HandshakeError.WrongAccept, "" },
        { Switch().Replace("Sec-WebSocket-Accept: " + Accept
            + "\r\n", "", StringComparison.Ordinal), HandshakeError.WrongAccept, "" },
        { Switch("Sec-WebSocket-Accept: " + Accept + "\r\n"), HandshakeError.WrongAccept, "" },
        { Switch("Sec-WebSocket-Extensions: permessage-deflate\r\n"), HandshakeError.UnofferedExtension, "" },
        { Switch("Sec-WebSocket-Protocol: other\r\n"), HandshakeError.UnofferedProtocol, "other" },
        { Switch("Sec-WebSocket-Protocol: CHAT\r\n"), HandshakeError.UnofferedProtocol, "CHAT" },
        { Switch("Sec-WebSocket-Protocol: chat, superchat\r\n"), HandshakeError.UnofferedProtocol, "chat, superchat" },
        { Switch("Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Protocol: chat\r\n"), HandshakeError.UnofferedProtocol,
            "chat" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_client_s_half_is_checked(string request, HandshakeError error)
    {
        using var head = Http1.Requests.Parse(request);
        Assert.Equal(error, OpeningHandshake.Check(head));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_server_s_half_is_checked(string answer, HandshakeError error, string protocol)
    {
        using var offer = Http1.Requests.Parse(Get(Upgrade + Rest + "Sec-WebSocket-Protocol: chat, superchat\r\n"));
        using var head = Responses.Parse(answer);
        Assert.Equal(error, OpeningHandshake.Check(head, Encoding.ASCII.GetBytes(Key), offer.Fields, out var chosen));
        Assert.Equal(protocol, Encoding.ASCII.GetString(chosen));
    }

    [Fact]
    public void A_generated_key_is_a_key_and_no_two_are_the_same()
    {
        var keys = Enumerable.Range(0, 100).Select(_ =>
        {
            var key = new byte[AcceptKey.KeyLength];
            AcceptKey.Generate(key);
            Assert.True(AcceptKey.IsKey(key));
            return Encoding.ASCII.GetString(key);
        });
        Assert.Equal(100, keys.Distinct().Count());
    }

    [Fact]
    public void Every_error_has_its_facts()
    {
        foreach (var error in Enum.GetValues<HandshakeError>().Where(error => error != HandshakeError.None))
        {
            Assert.Contains(error.Status(), new[] { 400, 426, 502 });
            Assert.NotEmpty(error.Describe());
            Assert.StartsWith("RFC ", error.Rule(), StringComparison.Ordinal);
        }
    }

    private static string Get(string fields) => $"GET /chat HTTP/1.1\r\nHost: a\r\n{fields}\r\n";

    private static string WithKey(string key) => $"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n";

    private static string Switch(string fields = "") =>
        $"HTTP/1.1 101 Switching Protocols\r\n{Upgrade}Sec-WebSocket-Accept: {Accept}\r\n{fields}\r\n";
}
