using static Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Http1;

/// <summary>What each <see cref="RefusalReason"/> answers, says and cites. Thread-safe; allocates nothing.</summary>
public static class Refusals
{
    private static readonly Entry[] s_table = BuildTable();

    /// <summary>
    /// The status for a request so refused: 400, 413, 414, 417, 431, 501 or 505; 0 for <see cref="None"/>. A response
    /// so refused is answered with 502 whatever the reason; what only a response can be refused for has that here too.
    /// </summary>
    public static int Status(RefusalReason reason) => s_table[(int)reason].Status;

    /// <summary>One sentence for the answer and the log; never holds bytes of the message.</summary>
    public static string Describe(RefusalReason reason) => s_table[(int)reason].Sentence;

    /// <summary>The section that the refusal rests on, such as <c>RFC 9112 §6.3</c>.</summary>
    public static string Rule(RefusalReason reason) => s_table[(int)reason].Rule;

    private static Entry[] BuildTable()
    {
        var table = new Entry[Enum.GetValues<RefusalReason>().Length];
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            table[(int)reason] = Of(reason);
        }

        return table;
    }

    private static Entry Of(RefusalReason reason) => reason switch
    {
        None => new(0, "The message is acceptable.", ""),
        BareCarriageReturn => new(400, "A CR is not followed by LF.", "RFC 9112 §2.2"),
        BareLineFeed => new(400, "A line ends with LF alone; end lines with CR LF.", "RFC 9112 §2.2"),
        LeadingEmptyLine =>
            new(400, "Empty lines precede the message; at most one may precede a request.", "RFC 9112 §2.2"),
        ControlCharacter => new(400, "The head holds NUL or another control character.", "RFC 9110 §5.5"),
        MalformedRequestLine =>
            new(400, "The request line is not method, target and version with single spaces.", "RFC 9112 §3"),
        InvalidMethod => new(400, "The method holds a character that no method may hold.", "RFC 9110 §9.1"),
        InvalidTargetCharacter =>
            new(400, "The request target holds a character that must be percent-encoded.", "RFC 9112 §3.2"),
        InvalidTarget =>
            new(400, "The request target is neither a path, a URI with authority, host:port nor *.", "RFC 9112 §3.2"),
        ConnectNeedsAuthority => new(400, "CONNECT needs a target of the form host:port.", "RFC 9112 §3.2.3"),
        AsteriskNeedsOptions => new(400, "The target * is only for OPTIONS.", "RFC 9112 §3.2.4"),
        MalformedVersion => new(400, "The protocol version is not of the form HTTP/1.1.", "RFC 9112 §2.3"),
        UnsupportedVersion => new(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.", "RFC 9110 §15.6.6"),
        MalformedStatusLine => new(502, "The status line is not version, three digits and reason.", "RFC 9112 §4"),
        InvalidStatusCode => new(502, "The status code is below 100.", "RFC 9110 §15"),
        RequestLineTooLong => new(414, "The request line is longer than the limit.", "RFC 9112 §3"),
        StatusLineTooLong => new(502, "The status line is longer than the limit.", "RFC 9112 §4"),
        FieldLineTooLong => new(431, "A field line is longer than the limit.", "RFC 9110 §5.4"),
        HeadTooBig => new(431, "The head is bigger than the limit.", "RFC 9110 §5.4"),
        TooManyFields => new(431, "The head has more fields than the limit.", "RFC 9110 §5.4"),
        ObsoleteLineFolding => new(400, "A field is folded over several lines; send it on one.", "RFC 9112 §5.2"),
        WhitespaceBeforeColon => new(400, "Whitespace stands between a field name and its colon.", "RFC 9112 §5.1"),
        MissingColon => new(400, "A field line has no colon.", "RFC 9112 §5"),
        InvalidFieldName =>
            new(400, "A field name is empty or holds a character that no name may hold.", "RFC 9110 §5.1"),
        MissingHost => new(400, "An HTTP/1.1 request needs a Host field.", "RFC 9112 §3.2"),
        DuplicateHost => new(400, "The Host field is there more than once.", "RFC 9112 §3.2"),
        InvalidHost => new(400, "The Host field is not host or host:port.", "RFC 9112 §3.2"),
        InvalidContentLength => new(400, "Content-Length is not a plain decimal number.", "RFC 9112 §6.3"),
        ContentLengthOverflow => new(413, "Content-Length is greater than any content can be.", "RFC 9110 §8.6"),
        RepeatedContentLength => new(400, "Content-Length is given more than once.", "RFC 9112 §6.3"),
        ConflictingContentLength => new(400, "Content-Length is given with different values.", "RFC 9112 §6.3"),
        LengthAndTransferCoding =>
            new(400, "Content-Length and Transfer-Encoding contradict each other.", "RFC 9112 §6.3"),
        InvalidTransferEncoding => new(400, "Transfer-Encoding is not a list of codings.", "RFC 9112 §6.1"),
        UnsupportedTransferCoding => new(501, "The only transfer coding spoken here is chunked.", "RFC 9112 §6.1"),
        ChunkedNotFinal => new(400, "The chunked coding must be the last one.", "RFC 9112 §6.3"),
        ChunkedRepeated => new(400, "The chunked coding is applied more than once.", "RFC 9112 §6.1"),
        TransferCodingInHttp10 => new(400, "HTTP/1.0 has no Transfer-Encoding.", "RFC 9112 §6.1"),
        ContentNotAllowed => new(400, "CONNECT and TRACE requests have no content.", "RFC 9110 §9.3.6"),
        ContentInBodylessStatus => new(502, "A 1xx or 204 response announces content.", "RFC 9112 §6.1"),
        InvalidConnection => new(400, "Connection is not a list of option names.", "RFC 9110 §7.6.1"),
        TooManyConnectionOptions => new(431, "Connection lists more options than the limit.", "RFC 9110 §7.6.1"),
        ConnectionListsEndToEndField => new(400, "Connection lists Host or Content-Length.", "RFC 9110 §7.6.1"),
        UnsupportedExpectation => new(417, "The only expectation met here is 100-continue.", "RFC 9110 §10.1.1"),
        InvalidChunkSize => new(400, "A chunk size is missing or not plain hexadecimal.", "RFC 9112 §7.1"),
        ChunkSizeTooLong => new(400, "A chunk size has more than 16 digits.", "RFC 9112 §7.1"),
        ChunkSizeOverflow => new(413, "A chunk size is greater than any content can be.", "RFC 9112 §7.1"),
        InvalidChunkExtension => new(400, "A chunk extension is not of the form ;name=value.", "RFC 9112 §7.1.1"),
        ChunkExtensionTooLong => new(413, "The chunk extensions are longer than the limit.", "RFC 9112 §7.1.1"),
        MissingChunkEnd => new(400, "The data of a chunk is not followed by CR LF.", "RFC 9112 §7.1"),
        TrailersTooBig => new(431, "The trailer section is bigger than the limit.", "RFC 9112 §7.1.2"),
        TooManyTrailers => new(431, "The trailer section has more fields than the limit.", "RFC 9112 §7.1.2"),
        ForbiddenTrailer =>
            new(400, "A trailer field frames, routes, authenticates or modifies the message.", "RFC 9110 §6.5.1"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A refusal needs an entry here."),
    };

    private readonly record struct Entry(int Status, string Sentence, string Rule);
}
