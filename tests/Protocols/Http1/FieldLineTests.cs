using static Pipelock.Protocols.Http1.RefusalReason;
using static Pipelock.Protocols.Tests.Http1.Requests;
using RefusalReason = Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9112 §2.2 and §5: line ends and field lines.</summary>
public class FieldLineTests
{
    public static TheoryData<string, string, RefusalReason> Refused => new()
    {
        { "LF ends the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", BareLineFeed },
        { "LF ends a field", "GET / HTTP/1.1\r\nHost: a\n\r\n", BareLineFeed },
        { "LF ends the head", "GET / HTTP/1.1\r\nHost: a\r\n\n", BareLineFeed },
        { "LF ends every line", "GET / HTTP/1.1\nHost: a\n\n", BareLineFeed },
        { "LF before the request line", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", BareLineFeed },
        { "LF then CR", "GET / HTTP/1.1\n\rHost: a\r\n\r\n", BareLineFeed },
        { "LF in a value", Get("X: a\nY: b\r\n"), BareLineFeed },
        { "CR ends the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n", BareCarriageReturn },
        { "CR in a value", Get("X: a\rb\r\n"), BareCarriageReturn },
        { "CR in a name", Get("X\rY: b\r\n"), BareCarriageReturn },
        { "CR CR LF", Get("X: a\r\r\n"), BareCarriageReturn },
        { "CR in the target", "GET /a\rb HTTP/1.1\r\nHost: a\r\n\r\n", BareCarriageReturn },
        { "CR before the request line", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", BareCarriageReturn },
        { "CR ends the head", "GET / HTTP/1.1\r\nHost: a\r\n\rX", BareCarriageReturn },
        { "two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", LeadingEmptyLine },
        { "folded by space", Get("X: a\r\n b\r\n"), ObsoleteLineFolding },
        { "folded by tab", Get("X: a\r\n\tb\r\n"), ObsoleteLineFolding },
        { "first field folded", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", ObsoleteLineFolding },
        { "line of spaces", Get("  \r\n"), ObsoleteLineFolding },
        { "space before the colon", Get("X : a\r\n"), WhitespaceBeforeColon },
        { "tab before the colon", Get("X\t: a\r\n"), WhitespaceBeforeColon },
        { "spaces before the colon", Get("X \t : a\r\n"), WhitespaceBeforeColon },
        { "space before the colon of Content-Length", Post("Content-Length : 5\r\n"), WhitespaceBeforeColon },
        { "space before the colon of Transfer-Encoding", Post("Transfer-Encoding : chunked\r\n"),
            WhitespaceBeforeColon },
        { "no colon", Get("Nonsense\r\n"), MissingColon },
        { "no colon, with space", Get("Non sense\r\n"), MissingColon },
        { "no colon, trailing space", Get("Nonsense \r\n"), MissingColon },
        { "empty name", Get(": a\r\n"), InvalidFieldName },
        { "space inside the name", Get("X Y: a\r\n"), InvalidFieldName },
        { "parenthesis in the name", Get("X(Y): a\r\n"), InvalidFieldName },
        { "comma in the name", Get("X,Y: a\r\n"), InvalidFieldName },
        { "slash in the name", Get("X/Y: a\r\n"), InvalidFieldName },
        { "semicolon in the name", Get("X;Y: a\r\n"), InvalidFieldName },
        { "less-than in the name", Get("X<Y: a\r\n"), InvalidFieldName },
        { "equals in the name", Get("X=Y: a\r\n"), InvalidFieldName },
        { "greater-than in the name", Get("X>Y: a\r\n"), InvalidFieldName },
        { "question mark in the name", Get("X?Y: a\r\n"), InvalidFieldName },
        { "at in the name", Get("X@Y: a\r\n"), InvalidFieldName },
        { "bracket in the name", Get("X[0]: a\r\n"), InvalidFieldName },
        { "backslash in the name", Get("X\\Y: a\r\n"), InvalidFieldName },
        { "brace in the name", Get("X{Y}: a\r\n"), InvalidFieldName },
        { "quote in the name", Get("\"X\": a\r\n"), InvalidFieldName },
        { "byte above 0x7F in the name", Get("X\u00e9: a\r\n"), InvalidFieldName },
        { "byte order mark before the name", Get("\u00ef\u00bb\u00bfX: a\r\n"), InvalidFieldName },
        { "NUL in a name", Get("X\0: a\r\n"), ControlCharacter },
        { "NUL in the method", "GE\0T / HTTP/1.1\r\nHost: a\r\n\r\n", ControlCharacter },
        { "NUL in the target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", ControlCharacter },
        { "vertical tab before chunked", Post("Transfer-Encoding: \vchunked\r\n"), ControlCharacter },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_line_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Refusal(message)));

    public static TheoryData<int> ControlCharacters =>
        [.. Enumerable.Range(0, 32).Append(127).Where(value => value is not ('\t' or '\n' or '\r'))];

    [Theory]
    [MemberData(nameof(ControlCharacters))]
    public void A_control_character_in_a_value_is_refused(int value) =>
        Assert.Equal(ControlCharacter, Refusal(Get($"X: a{(char)value}b\r\n")));

    public static TheoryData<string, string, string> Accepted => new()
    {
        { "one empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "[Host|a|Host]" },
        { "no space after the colon", Get("X:a\r\n"), "[X|a|None]" },
        { "spaces and tabs around the value", Get("X: \t a \t \r\n"), "[X|a|None]" },
        { "spaces and tabs in the value", Get("X: a \t b\r\n"), "[X|a \t b|None]" },
        { "empty value", Get("X:\r\n"), "[X||None]" },
        { "value of blanks", Get("X: \t \r\n"), "[X||None]" },
        { "colon in the value", Get("X: a:b: c\r\n"), "[X|a:b: c|None]" },
        { "bytes above 0x7F in the value", Get("X: \u00e9\u00ff\u0080\r\n"), "[X|\u00e9\u00ff\u0080|None]" },
        { "name of every token character", Get("!#$%&'*+-.^_`|~09azAZ: a\r\n"), "[!#$%&'*+-.^_`|~09azAZ|a|None]" },
        { "one letter", Get("x: y\r\n"), "[x|y|None]" },
        { "case of the name is kept", Get("uSER-aGENT: y\r\n"), "[uSER-aGENT|y|UserAgent]" },
        { "the same field twice, in order", Get("Accept: 1\r\nAccept: 2\r\n"), "[Accept|1|Accept] [Accept|2|Accept]" },
        { "quotes and delimiters in the value", Get("X: \"a\";b=<c>,{d}\\\r\n"), "[X|\"a\";b=<c>,{d}\\|None]" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_line_is_understood(string name, string message, string expected) =>
        Assert.True(Requests.Accepted(message).Contains(expected, StringComparison.Ordinal), name);
}
