using static Pipelock.Protocols.Http1.RefusalReason;
using static Pipelock.Protocols.Tests.Http1.Requests;
using RefusalReason = Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9112 §6: where a request ends, and every known way to make parsers disagree about it.</summary>
public class RequestFramingTests
{
    public static TheoryData<string, string, RefusalReason> Lengths => new()
    {
        { "empty", Length(""), InvalidContentLength },
        { "plus sign", Length("+5"), InvalidContentLength },
        { "minus sign", Length("-5"), InvalidContentLength },
        { "minus zero", Length("-0"), InvalidContentLength },
        { "hexadecimal", Length("0x5"), InvalidContentLength },
        { "hexadecimal digits", Length("a"), InvalidContentLength },
        { "decimal point", Length("5.0"), InvalidContentLength },
        { "exponent", Length("1e2"), InvalidContentLength },
        { "space inside", Length("1 0"), InvalidContentLength },
        { "tab inside", Length("1\t0"), InvalidContentLength },
        { "underscore", Length("1_0"), InvalidContentLength },
        { "quoted", Length("\"5\""), InvalidContentLength },
        { "digits beyond ASCII", Length("\u00b2"), InvalidContentLength },
        { "trailing comma", Length("5,"), RefusalReason.InvalidContentLength },
        { "leading comma", Length(",5"), InvalidContentLength },
        { "parameter", Length("5;x=1"), InvalidContentLength },
        { "2^63", Length("9223372036854775808"), ContentLengthOverflow },
        { "2^64 + 5", Length("18446744073709551621"), ContentLengthOverflow },
        { "forty digits", Length(new string('9', 40)), ContentLengthOverflow },
        { "equal list", Length("5, 5"), RepeatedContentLength },
        { "equal list without space", Length("5,5"), RepeatedContentLength },
        { "equal in value, not in text", Length("5, 05"), RepeatedContentLength },
        { "two equal fields", Post("Content-Length: 5\r\nContent-Length: 5\r\n"), RepeatedContentLength },
        { "two zero fields", Post("Content-Length: 0\r\ncontent-length: 0\r\n"), RepeatedContentLength },
        { "different list", Length("5, 6"), ConflictingContentLength },
        { "two different fields", Post("Content-Length: 5\r\nContent-Length: 6\r\n"), ConflictingContentLength },
        { "two fields far apart", Post("Content-Length: 0\r\nX: y\r\nContent-Length: 44\r\n"),
            ConflictingContentLength },
        { "one good, one bad", Post("Content-Length: 5\r\nContent-Length: x\r\n"), InvalidContentLength },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_length_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Refusal(message)));

    public static TheoryData<string, string, RefusalReason> Codings => new()
    {
        { "CL.TE", Post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n"), LengthAndTransferCoding },
        { "TE.CL", Post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"), LengthAndTransferCoding },
        { "length 0 and chunked", Post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n"),
            LengthAndTransferCoding },
        { "length and identity", Post("Content-Length: 4\r\nTransfer-Encoding: identity\r\n"),
            LengthAndTransferCoding },
        { "TE.TE with obfuscation", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n"), ChunkedNotFinal },
        { "TE.TE the other way", Post("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n"),
            UnsupportedTransferCoding },
        { "TE.TE with cow", Post("Transfer-Encoding: chunked\r\nTransfer-encoding: cow\r\n"), ChunkedNotFinal },
        { "chunked twice", Coding("chunked, chunked"), ChunkedRepeated },
        { "chunked twice without space", Coding("chunked,chunked"), ChunkedRepeated },
        { "chunked in two fields", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
            ChunkedRepeated },
        { "chunked around gzip", Coding("chunked, gzip, chunked"), ChunkedRepeated },
        { "chunked then gzip", Coding("chunked, gzip"), ChunkedNotFinal },
        { "chunked then identity", Coding("chunked, identity"), ChunkedNotFinal },
        { "gzip", Coding("gzip"), UnsupportedTransferCoding },
        { "gzip then chunked", Coding("gzip, chunked"), UnsupportedTransferCoding },
        { "identity", Coding("identity"), UnsupportedTransferCoding },
        { "identity then chunked", Coding("identity, chunked"), UnsupportedTransferCoding },
        { "xchunked", Coding("xchunked"), UnsupportedTransferCoding },
        { "chunkedx", Coding("chunkedx"), UnsupportedTransferCoding },
        { "chunk", Coding("chunk"), UnsupportedTransferCoding },
        { "empty", Coding(""), InvalidTransferEncoding },
        { "comma alone", Coding(","), InvalidTransferEncoding },
        { "trailing comma", Coding("chunked,"), InvalidTransferEncoding },
        { "leading comma", Coding(", chunked"), InvalidTransferEncoding },
        { "parameter", Coding("chunked;q=1"), InvalidTransferEncoding },
        { "parameter after space", Coding("chunked ;a"), InvalidTransferEncoding },
        { "two words", Coding("chunked x"), InvalidTransferEncoding },
        { "x before", Coding("x chunked"), InvalidTransferEncoding },
        { "quoted", Coding("\"chunked\""), InvalidTransferEncoding },
        { "single-quoted", Coding("'chunked'"), UnsupportedTransferCoding },
        { "colon", Coding(": chunked"), InvalidTransferEncoding },
        { "byte above 0x7F before", Coding("\u00a0chunked"), InvalidTransferEncoding },
        { "byte above 0x7F after", Coding("chunked\u00a0"), InvalidTransferEncoding },
        { "folded", Post("Transfer-Encoding:\r\n chunked\r\n"), ObsoleteLineFolding },
        { "folded behind chunked", Post("Transfer-Encoding: chunked\r\n , identity\r\n"), ObsoleteLineFolding },
        { "hidden behind LF", Post("X: y\nTransfer-Encoding: chunked\r\n"), BareLineFeed },
        { "hidden behind CR", Post("X: y\rTransfer-Encoding: chunked\r\n"), BareCarriageReturn },
        { "space before the name", Post("X: y\r\n Transfer-Encoding: chunked\r\n"), ObsoleteLineFolding },
        { "NUL behind the name", Post("Transfer-Encoding\0: chunked\r\n"), ControlCharacter },
        { "NUL behind chunked", Coding("chunked\0"), ControlCharacter },
        { "form feed before chunked", Coding("\fchunked"), ControlCharacter },
        { "DEL before chunked", Coding("\u007fchunked"), ControlCharacter },
        { "HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", TransferCodingInHttp10 },
        { "HTTP/1.0, unknown", "POST / HTTP/1.0\r\nTransfer-Encoding: gzip\r\n\r\n", TransferCodingInHttp10 },
        { "CONNECT with length", Connect("Content-Length: 5\r\n"), ContentNotAllowed },
        { "CONNECT chunked", Connect("Transfer-Encoding: chunked\r\n"), ContentNotAllowed },
        { "TRACE with length", "TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n", ContentNotAllowed },
    };

    [Theory]
    [MemberData(nameof(Codings))]
    public void A_coding_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Refusal(message)));

    public static TheoryData<string, string, string> Accepted => new()
    {
        { "no content", Get(""), "None -1" },
        { "POST without content", Post(""), "None -1" },
        { "length", Length("5"), "ContentLength 5" },
        { "length 0", Length("0"), "ContentLength 0" },
        { "length with leading zeros", Length("0005"), "ContentLength 5" },
        { "greatest length", Length("9223372036854775807"), "ContentLength 9223372036854775807" },
        { "GET with content", Get("Content-Length: 3\r\n"), "ContentLength 3" },
        { "chunked", Coding("chunked"), "Chunked -1" },
        { "chunked in mixed case", Coding("ChUnKeD"), "Chunked -1" },
        { "chunked with blanks around", Coding(" \tchunked\t "), "Chunked -1" },
        { "names in lower case", Post("transfer-encoding:chunked\r\n"), "Chunked -1" },
        { "CONNECT with length 0", Connect("Content-Length: 0\r\n"), "ContentLength 0" },
        { "HTTP/1.0 with length", "POST / HTTP/1.0\r\nContent-Length: 7\r\n\r\n", "ContentLength 7" },
        { "names that only look like it", Post("Content_Length: 5\r\nTransfer_Encoding: chunked\r\n"), "None -1" },
        { "X before the names", Post("X-Content-Length: 5\r\nX-Transfer-Encoding: chunked\r\n"), "None -1" },
        { "TE alone is no framing", Get("TE: chunked\r\n"), "None -1" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Framing_is_understood(string name, string message, string expected) =>
        Assert.True(Requests.Accepted(message).Contains($" {expected} ", StringComparison.Ordinal), name);

    private static string Length(string value) => Post($"Content-Length: {value}\r\n");

    private static string Coding(string value) => Post($"Transfer-Encoding: {value}\r\n");

    private static string Connect(string fields) => $"CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n{fields}\r\n";
}
