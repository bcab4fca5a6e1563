using Pipelock.Protocols.Http1;
using static Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9112 §7.1: chunked bodies, and every known way to make parsers disagree about them.</summary>
public class ChunkedDecoderTests
{
    public static TheoryData<string, string, RefusalReason> Refused => new()
    {
        { "empty size", "\r\n0\r\n\r\n", InvalidChunkSize },
        { "0x before the size", "0x5\r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "plus before the size", "+5\r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "minus before the size", "-5\r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "minus zero", "-0\r\n\r\n", InvalidChunkSize },
        { "space before the size", " 5\r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "space behind the size", "5 \r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "tab behind the size", "5\t\r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "space before the semicolon", "5 ;a\r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "space inside the size", "1 0\r\n", InvalidChunkSize },
        { "underscore in the size", "1_0\r\n", InvalidChunkSize },
        { "letter beyond f", "5g\r\nhello\r\n0\r\n\r\n", InvalidChunkSize },
        { "h behind the size", "5h\r\n", InvalidChunkSize },
        { "decimal point", "5.0\r\n", InvalidChunkSize },
        { "quoted size", "\"5\"\r\n", InvalidChunkSize },
        { "comma", "5,5\r\n", InvalidChunkSize },
        { "NUL", "5\0\r\n", InvalidChunkSize },
        { "digit beyond ASCII", "\u00b2\r\n", InvalidChunkSize },
        { "semicolon without size", ";a=b\r\n", InvalidChunkSize },
        { "size that is a field", "Content-Length: 5\r\n", InvalidChunkSize },
        { "LF ends the size", "5\nhello\r\n0\r\n\r\n", BareLineFeed },
        { "LF instead of a size", "\n5\r\nhello\r\n", BareLineFeed },
        { "LF ends the last size", "0\n\r\n", BareLineFeed },
        { "CR ends the size", "5\rhello\r\n0\r\n\r\n", BareCarriageReturn },
        { "CR CR LF ends the size", "5\r\r\nhello\r\n0\r\n\r\n", BareCarriageReturn },
        { "seventeen digits", "00000000000000005\r\nhello\r\n0\r\n\r\n", ChunkSizeTooLong },
        { "forty zeros", new string('0', 40) + "\r\n\r\n", ChunkSizeTooLong },
        { "2^63", "8000000000000000\r\n", ChunkSizeOverflow },
        { "2^64 - 1", "FFFFFFFFFFFFFFFF\r\n", ChunkSizeOverflow },
        { "2^64 + 5", "10000000000000005\r\n", ChunkSizeOverflow },
        { "2^32 + 5 with zeros", "0000000000000000100000005\r\n", ChunkSizeTooLong },
        { "data longer than the size", "5\r\nhello!\r\n0\r\n\r\n", MissingChunkEnd },
        { "data without end", "5\r\nhello0\r\n\r\n", MissingChunkEnd },
        { "LF behind the data", "5\r\nhello\n0\r\n\r\n", MissingChunkEnd },
        { "CR behind the data", "5\r\nhello\r0\r\n\r\n", MissingChunkEnd },
        { "CR CR LF behind the data", "5\r\nhello\r\r\n0\r\n\r\n", MissingChunkEnd },
        { "LF ends the body", "0\r\n\n", BareLineFeed },
        { "CR ends the body", "0\r\n\rX", BareCarriageReturn },
        { "empty extension", "5;\r\nhello\r\n0\r\n\r\n", InvalidChunkExtension },
        { "blank extension", "5; \r\nhello\r\n0\r\n\r\n", InvalidChunkExtension },
        { "two semicolons", "5;;a\r\n", InvalidChunkExtension },
        { "extension without name", "5;=a\r\n", InvalidChunkExtension },
        { "extension without value", "5;a=\r\n", InvalidChunkExtension },
        { "space behind the extension", "5;a \r\n", InvalidChunkExtension },
        { "space behind the value", "5;a=b \r\n", InvalidChunkExtension },
        { "two words", "5;a b\r\n", InvalidChunkExtension },
        { "value of two words", "5;a=b c\r\n", InvalidChunkExtension },
        { "bracket in the name", "5;a[0]\r\n", InvalidChunkExtension },
        { "control character", "5;a\u0001\r\n", InvalidChunkExtension },
        { "NUL in quotes", "5;a=\"\0\"\r\n", InvalidChunkExtension },
        { "quotes that never close", "5;ext=\"..\r\nhello\r\n0\r\n\r\n", InvalidChunkExtension },
        { "CR LF in quotes", "5;a=\"\r\n\"\r\nhello\r\n", InvalidChunkExtension },
        { "LF in quotes", "5;ext=\"..\nhello\r\n0\r\n\r\n", BareLineFeed },
        { "escaped LF in quotes", "5;a=\"\\\n\"\r\n", BareLineFeed },
        { "escaped CR in quotes", "5;a=\"\\\r\n\"\r\n", InvalidChunkExtension },
        { "text behind the quotes", "5;a=\"b\"c\r\n", InvalidChunkExtension },
        { "LF ends the extension", "5;a\nhello\r\n0\r\n\r\n", BareLineFeed },
        { "LF behind the semicolon", "2;\nxx\r\n0\r\n\r\n", BareLineFeed },
        { "CR ends the extension", "5;a\rhello", BareCarriageReturn },
        { "letter beyond ASCII in a token", "5;\u00e9\r\n", InvalidChunkExtension },
        { "LF ends a trailer", "0\r\nX: y\n\r\n", BareLineFeed },
        { "CR in a trailer", "0\r\nX: a\rb\r\n\r\n", BareCarriageReturn },
        { "NUL in a trailer", "0\r\nX: a\0b\r\n\r\n", ControlCharacter },
        { "folded trailer", "0\r\nX: a\r\n b\r\n\r\n", ObsoleteLineFolding },
        { "space first in the trailers", "0\r\n X: a\r\n\r\n", ObsoleteLineFolding },
        { "space before the colon", "0\r\nX : a\r\n\r\n", WhitespaceBeforeColon },
        { "trailer without colon", "0\r\nX\r\n\r\n", MissingColon },
        { "request instead of trailers", "0\r\nGET / HTTP/1.1\r\n\r\n", MissingColon },
        { "trailer without name", "0\r\n: x\r\n\r\n", InvalidFieldName },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_body_is_refused(string name, string body, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Chunks.Refusal(body)));

    public static TheoryData<string> ForbiddenTrailers =>
    [
        "Content-Length: 5", "Transfer-Encoding: chunked", "Host: a", "Trailer: x", "Connection: close", "TE: trailers",
        "Keep-Alive: 5", "Upgrade: x", "Proxy-Connection: x", "Authorization: x", "Proxy-Authorization: x",
        "Proxy-Authenticate: x", "WWW-Authenticate: x", "Cookie: x", "Set-Cookie: x", "Content-Type: x",
        "Content-Encoding: gzip", "Content-Range: x", "Range: x", "Expect: x", "Max-Forwards: 1", "Cache-Control: x",
        "Pragma: x", "Location: x", "Retry-After: 1", "Vary: x", "Age: 1", "Date: x", "Expires: x", "If-Match: x",
        "If-None-Match: x", "If-Modified-Since: x", "If-Unmodified-Since: x", "If-Range: x", "Via: x",
        "X-Forwarded-For: x", "Forwarded: x", "X-Pipelock-Agent: x", "Pipelock-Mediation: x", "cOnTeNt-lEnGtH: 1",
    ];

    [Theory]
    [MemberData(nameof(ForbiddenTrailers))]
    public void A_trailer_that_frames_routes_or_authenticates_is_refused(string trailer) =>
        Assert.Equal(ForbiddenTrailer, Chunks.Refusal($"0\r\n{trailer}\r\n\r\n"));

    public static TheoryData<string, string, string> Accepted => new()
    {
        { "empty body", "0\r\n\r\n", "Complete '' left=0" },
        { "one chunk", "5\r\nhello\r\n0\r\n\r\n", "Complete 'hello' left=0" },
        { "two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "Complete 'hello world' left=0" },
        { "lower-case digits", "a\r\n0123456789\r\n0\r\n\r\n", "Complete '0123456789' left=0" },
        { "upper-case digits", "A\r\n0123456789\r\n0\r\n\r\n", "Complete '0123456789' left=0" },
        { "leading zeros", "0005\r\nhello\r\n0000\r\n\r\n", "Complete 'hello' left=0" },
        { "sixteen digits", "0000000000000005\r\nhello\r\n0000000000000000\r\n\r\n", "Complete 'hello' left=0" },
        { "line ends in the data", "7\r\na\r\nb\n\r\n\r\n0\r\n\r\n", "Complete 'a\r\nb\n\r\n' left=0" },
        { "data that looks like the end", "5\r\n0\r\n\r\n\r\n0\r\n\r\n", "Complete '0\r\n\r\n' left=0" },
        { "every byte is content", "4\r\n\0\u007f\u0080\u00ff\r\n0\r\n\r\n", "Complete '\0\u007f\u0080\u00ff' left=0" },
        { "bytes behind the body are not taken", "0\r\n\r\nGET / H", "Complete '' left=7" },
        { "bytes behind the trailers are not taken", "0\r\nX: y\r\n\r\nGET", "Complete '' left=3 [X|y|None]" },
        { "cut in the size", "5", "NeedMore '' left=0" },
        { "cut in the data", "5\r\nhel", "NeedMore 'hel' left=0" },
        { "cut behind the data", "5\r\nhello", "NeedMore 'hello' left=0" },
        { "cut before the end", "5\r\nhello\r\n0\r\n", "NeedMore 'hello' left=0" },
        { "cut in the trailers", "0\r\nX: y\r\n", "NeedMore '' left=0" },
        { "greatest size", "7FFFFFFFFFFFFFFF\r\nhello", "NeedMore 'hello' left=0" },
        { "extension", "5;a\r\nhello\r\n0\r\n\r\n", "Complete 'hello' left=0" },
        { "extension with value", "5;a=b\r\nhello\r\n0;c=d\r\n\r\n", "Complete 'hello' left=0" },
        { "extension with quotes", "5;a=\"b;\\\"c\\\\ \u00e9\t\"\r\nhello\r\n0\r\n\r\n", "Complete 'hello' left=0" },
        { "empty quotes", "5;a=\"\"\r\nhello\r\n0\r\n\r\n", "Complete 'hello' left=0" },
        { "several extensions", "5;a;b=c;d=\"e\";f\r\nhello\r\n0\r\n\r\n", "Complete 'hello' left=0" },
        { "blanks inside extensions", "5; a = b ;\tc = \"d\" ; e\r\nhello\r\n0\r\n\r\n", "Complete 'hello' left=0" },
        { "signed upload", $"5;chunk-signature={new string('f', 64)}\r\nhello\r\n0\r\n\r\n",
            "Complete 'hello' left=0" },
        { "trailer", "0\r\nX-Sum: 1\r\n\r\n", "Complete '' left=0 [X-Sum|1|None]" },
        { "two trailers", "0\r\nA: 1\r\nB:2\r\n\r\n", "Complete '' left=0 [A|1|None] [B|2|None]" },
        { "digest as a trailer", "0\r\nContent-Digest: x\r\n\r\n",
            "Complete '' left=0 [Content-Digest|x|ContentDigest]" },
        { "empty trailer value", "1\r\nx\r\n0\r\nA:\r\n\r\n", "Complete 'x' left=0 [A||None]" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_body_is_decoded(string name, string body, string expected) =>
        Assert.Equal((name, expected), (name, Chunks.Outcome(body)));
}
