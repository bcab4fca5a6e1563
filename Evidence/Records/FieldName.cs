namespace Pipelock.Evidence.Records;

/// <summary>The fields of log lines; a member's name in snake case is the field's name in the log.</summary>
internal enum FieldName : byte
{
    /// <summary>Request method.</summary>
    Method,

    /// <summary>URL of a forwarded request.</summary>
    Url,

    /// <summary>Authority of a CONNECT request.</summary>
    Target,

    /// <summary>Name of the header in which something was found.</summary>
    Header,

    /// <summary>What was done: <c>block</c> or <c>warn</c>.</summary>
    Action,

    /// <summary>Address of the client, without port.</summary>
    ClientIp,

    /// <summary>Number of the request, <c>req-1</c> and up.</summary>
    RequestId,

    /// <summary>The layer that decided.</summary>
    Scanner,

    /// <summary>Why.</summary>
    Reason,

    /// <summary>Weight of an anomaly, 0 to 1.</summary>
    Score,

    /// <summary>Who asked.</summary>
    Agent,

    /// <summary>How many rules matched.</summary>
    MatchCount,

    /// <summary>The names of the rules that matched.</summary>
    Patterns,

    /// <summary>What was found, by the names of the rules.</summary>
    Findings,

    /// <summary>The name of the one rule that matched.</summary>
    Pattern,

    /// <summary>Severity of a rule.</summary>
    Severity,

    /// <summary>The way the message came.</summary>
    Transport,

    /// <summary>HTTP status.</summary>
    StatusCode,

    /// <summary>Body bytes of an answer.</summary>
    SizeBytes,

    /// <summary>Bytes of a tunnel, both directions.</summary>
    TotalBytes,

    /// <summary>
    /// Which way a WebSocket message went: <c>client_to_server</c>, <c>server_to_client</c>, or the handshake.
    /// </summary>
    Direction,

    /// <summary>Payload bytes of a WebSocket from the client.</summary>
    ClientToServerBytes,

    /// <summary>Payload bytes of a WebSocket from the origin.</summary>
    ServerToClientBytes,

    /// <summary>WebSocket messages of text.</summary>
    TextFrames,

    /// <summary>WebSocket messages of bytes.</summary>
    BinaryFrames,

    /// <summary>Duration in milliseconds, with fractions.</summary>
    DurationMs,

    /// <summary>MITRE ATT&amp;CK technique.</summary>
    MitreTechnique,

    /// <summary>Identifier of the rule that decided.</summary>
    Rule,

    /// <summary>The narrowest setting that would let it pass.</summary>
    AllowWith,

    /// <summary>The host a tunnel was opened to.</summary>
    ConnectHost,

    /// <summary>The host the TLS handshake inside the tunnel names.</summary>
    SniHost,

    /// <summary>What kind of thing it was.</summary>
    Category,

    /// <summary>An error text.</summary>
    Error,

    /// <summary>Address that is listened on.</summary>
    Listen,

    /// <summary>Operating mode.</summary>
    Mode,

    /// <summary>Version of the program.</summary>
    Version,

    /// <summary>Hash of the configuration.</summary>
    ConfigHash,

    /// <summary>Outcome of an action of the operator.</summary>
    Status,

    /// <summary>Details of that outcome.</summary>
    Detail,

    /// <summary>What was asked for, of a closed set.</summary>
    Endpoint,

    /// <summary>What asked for the stop of all traffic.</summary>
    Source,

    /// <summary>What the refused client was told.</summary>
    DenyMessage,

    /// <summary>Key of a session.</summary>
    Session,

    /// <summary>The same, of a session that was administered.</summary>
    SessionKey,

    /// <summary>Kind of an anomaly.</summary>
    AnomalyType,

    /// <summary>Level or tier before.</summary>
    From,

    /// <summary>Level or tier after.</summary>
    To,

    /// <summary>Level of escalation of a session.</summary>
    EscalationLevel,

    /// <summary>What a finding would have led to.</summary>
    FromAction,

    /// <summary>What it led to.</summary>
    ToAction,

    /// <summary>Tier of quarantine.</summary>
    Tier,

    /// <summary>What led to it.</summary>
    Trigger,

    /// <summary>What came of it.</summary>
    Result,

    /// <summary>Severity of a sequence of calls.</summary>
    PatternSeverity,

    /// <summary>Name of a tool.</summary>
    Tool,

    /// <summary>The same, of a call that was redirected.</summary>
    ToolName,

    /// <summary>Digest and length of the arguments of a call.</summary>
    ArgsDigest,

    /// <summary>Name of the profile a call was redirected to.</summary>
    RedirectProfile,

    /// <summary>Why, in the operator's words.</summary>
    RedirectReason,

    /// <summary>Rule that asked for it.</summary>
    PolicyRule,

    /// <summary>Time it took, in milliseconds, with fractions.</summary>
    LatencyMs,

    /// <summary>Key of the session, of a call that was redirected.</summary>
    SessionId,

    /// <summary>Media type.</summary>
    ContentType,

    /// <summary>What the first bytes of an image show.</summary>
    Format,

    /// <summary>Pieces of metadata taken out of an image.</summary>
    MetadataSegmentsRemoved,

    /// <summary>Their bytes.</summary>
    MetadataBytesRemoved,

    /// <summary>Why an image, sound or film did not pass.</summary>
    BlockReason,
}
