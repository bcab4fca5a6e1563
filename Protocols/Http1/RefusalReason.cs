namespace Pipelock.Protocols.Http1;

/// <summary>
/// Why a message is refused; closed list. <see cref="Refusals"/> has the status, the sentence and the rule of each.
/// </summary>
public enum RefusalReason : byte
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>CR without LF.</summary>
    BareCarriageReturn,

    /// <summary>LF without CR as a line end.</summary>
    BareLineFeed,

    /// <summary>More than one empty line before the request line, or any before a status line.</summary>
    LeadingEmptyLine,

    /// <summary>NUL or another control character other than tab.</summary>
    ControlCharacter,

    /// <summary>The request line is not method, one space, target, one space, version.</summary>
    MalformedRequestLine,

    /// <summary>The method is not a token.</summary>
    InvalidMethod,

    /// <summary>The target holds a character that no URI may hold, or a fragment.</summary>
    InvalidTargetCharacter,

    /// <summary>The target has none of the four forms.</summary>
    InvalidTarget,

    /// <summary>CONNECT without a <c>host:port</c> target.</summary>
    ConnectNeedsAuthority,

    /// <summary><c>*</c> with a method other than OPTIONS.</summary>
    AsteriskNeedsOptions,

    /// <summary>The version is not of the form <c>HTTP/d.d</c>.</summary>
    MalformedVersion,

    /// <summary>A well-formed HTTP version other than 1.0 and 1.1.</summary>
    UnsupportedVersion,

    /// <summary>The status line is not version, space, three digits, space, reason.</summary>
    MalformedStatusLine,

    /// <summary>The status code is below 100.</summary>
    InvalidStatusCode,

    /// <summary>The request line exceeds its limit.</summary>
    RequestLineTooLong,

    /// <summary>The status line exceeds its limit.</summary>
    StatusLineTooLong,

    /// <summary>A field line exceeds its limit.</summary>
    FieldLineTooLong,

    /// <summary>The head exceeds its limit.</summary>
    HeadTooBig,

    /// <summary>More field lines than the limit.</summary>
    TooManyFields,

    /// <summary>A field line starts with whitespace: obsolete line folding.</summary>
    ObsoleteLineFolding,

    /// <summary>Whitespace between field name and colon.</summary>
    WhitespaceBeforeColon,

    /// <summary>A field line without a colon.</summary>
    MissingColon,

    /// <summary>An empty field name, or one that is not a token.</summary>
    InvalidFieldName,

    /// <summary>An HTTP/1.1 request without Host.</summary>
    MissingHost,

    /// <summary>More than one Host field.</summary>
    DuplicateHost,

    /// <summary>Host is not <c>host[:port]</c>.</summary>
    InvalidHost,

    /// <summary>Content-Length is not a plain decimal number.</summary>
    InvalidContentLength,

    /// <summary>Content-Length exceeds 2^63-1.</summary>
    ContentLengthOverflow,

    /// <summary>Content-Length more than once, always with the same value.</summary>
    RepeatedContentLength,

    /// <summary>Content-Length more than once, with different values.</summary>
    ConflictingContentLength,

    /// <summary>Both Content-Length and Transfer-Encoding.</summary>
    LengthAndTransferCoding,

    /// <summary>Transfer-Encoding is not a list of codings.</summary>
    InvalidTransferEncoding,

    /// <summary>A transfer coding other than chunked.</summary>
    UnsupportedTransferCoding,

    /// <summary>Chunked is not the last coding.</summary>
    ChunkedNotFinal,

    /// <summary>Chunked is applied more than once.</summary>
    ChunkedRepeated,

    /// <summary>Transfer-Encoding in an HTTP/1.0 message.</summary>
    TransferCodingInHttp10,

    /// <summary>CONNECT or TRACE that announces content.</summary>
    ContentNotAllowed,

    /// <summary>A 1xx or 204 response that announces content.</summary>
    ContentInBodylessStatus,

    /// <summary>Connection is not a list of tokens.</summary>
    InvalidConnection,

    /// <summary>Connection lists more options than any client sends.</summary>
    TooManyConnectionOptions,

    /// <summary>Connection lists Host or Content-Length, which are meant for every recipient.</summary>
    ConnectionListsEndToEndField,

    /// <summary>An expectation other than 100-continue.</summary>
    UnsupportedExpectation,

    /// <summary>The chunk size is missing or not plain hexadecimal.</summary>
    InvalidChunkSize,

    /// <summary>The chunk size has more than 16 digits.</summary>
    ChunkSizeTooLong,

    /// <summary>The chunk size exceeds 2^63-1.</summary>
    ChunkSizeOverflow,

    /// <summary>A chunk extension is not <c>;name[=value]</c>.</summary>
    InvalidChunkExtension,

    /// <summary>Chunk extensions exceed their limit.</summary>
    ChunkExtensionTooLong,

    /// <summary>The data of a chunk is not followed by CR LF.</summary>
    MissingChunkEnd,

    /// <summary>The trailer section exceeds its limit.</summary>
    TrailersTooBig,

    /// <summary>More trailer fields than the limit.</summary>
    TooManyTrailers,

    /// <summary>A trailer field that frames, routes, authenticates or modifies the message.</summary>
    ForbiddenTrailer,
}
