namespace Pipelock.Protocols.JsonRpc;

/// <summary>What <see cref="JsonRpcMessage.TryRead(ReadOnlySpan{byte}, out JsonRpcMessage)"/> found.</summary>
public enum JsonRpcStatus : byte
{
    /// <summary>One message of JSON-RPC 2.0.</summary>
    Message,

    /// <summary>A well-formed array: <see cref="JsonRpcBatch"/> has its elements, which are not read yet.</summary>
    Batch,

    /// <summary>No JSON text (RFC 8259 §2), or more than one.</summary>
    NotJson,

    /// <summary>
    /// An object names a member twice, so that two readers may see two messages (RFC 8259 §4, RFC 7493 §2.3).
    /// </summary>
    DuplicateKey,

    /// <summary>Objects and arrays stand in each other deeper than <see cref="JsonRpcLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>Longer than <see cref="JsonRpcLimits.MaxBytes"/>.</summary>
    TooLong,

    /// <summary>Not UTF-8 (RFC 8259 §8.1).</summary>
    InvalidUtf8,

    /// <summary>JSON, but no object of JSON-RPC 2.0 (§4, §5), or one that two readers may take differently.</summary>
    NotJsonRpc,

    /// <summary>The method is no string, or an empty one (JSON-RPC 2.0 §4).</summary>
    InvalidMethod,

    /// <summary>The id is neither string nor number nor null, or unreasonably long (JSON-RPC 2.0 §4).</summary>
    InvalidId,
}
