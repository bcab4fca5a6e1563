namespace Pipelock.Protocols.JsonRpc;

/// <summary>One message of JSON-RPC 2.0, as slices of the bytes it was read from.</summary>
/// <remarks>
/// Reading allocates nothing, unless a name that matters is written with escapes. What may be read in two ways is
/// refused: duplicate keys at any depth, names of the envelope in other letter case, a method beside a result.
/// </remarks>
public readonly ref struct JsonRpcMessage
{
    /// <summary>Which of the four messages it is.</summary>
    public JsonRpcKind Kind { get; init; }

    /// <summary>The whole message, byte for byte as it came.</summary>
    public ReadOnlySpan<byte> Raw { get; init; }

    /// <summary>The id as it was written, quotes included; empty when there is none or it is null.</summary>
    public ReadOnlySpan<byte> Id { get; init; }

    /// <summary>The method, escapes undone; empty for an answer.</summary>
    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>The JSON of <c>params</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Params { get; init; }

    /// <summary>The JSON of <c>result</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Result { get; init; }

    /// <summary>The JSON of <c>error</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Error { get; init; }

    /// <summary>The name of the called tool, escapes undone; empty unless the method is <c>tools/call</c>.</summary>
    public ReadOnlySpan<byte> ToolName { get; init; }

    /// <summary>The JSON of <c>params.arguments</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Arguments { get; init; }

    /// <summary>The JSON of <c>params._meta</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Meta { get; init; }

    /// <summary>True when the sender waits for an answer.</summary>
    public bool ExpectsAnswer => Kind == JsonRpcKind.Request;

    /// <summary>Reads one message within the default limits.</summary>
    /// <param name="utf8">Exactly one JSON text; white space around it is allowed.</param>
    /// <param name="message">The message; <c>default</c> unless the status is
    /// <see cref="JsonRpcStatus.Message"/>.</param>
    public static JsonRpcStatus TryRead(ReadOnlySpan<byte> utf8, out JsonRpcMessage message) =>
        TryRead(utf8, JsonRpcLimits.Default, out message);

    /// <summary>Reads one message. Never throws, whatever the bytes are.</summary>
    /// <param name="utf8">Exactly one JSON text; white space around it is allowed.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="message">The message; <c>default</c> unless the status is
    /// <see cref="JsonRpcStatus.Message"/>.</param>
    public static JsonRpcStatus TryRead(
        ReadOnlySpan<byte> utf8, JsonRpcLimits limits, out JsonRpcMessage message)
    {
        message = default;
        if (utf8.Length > limits.MaxBytes)
            return JsonRpcStatus.TooLong;
        Envelope envelope = new(utf8);
        var status = envelope.Read(limits);
        return status == JsonRpcStatus.Message ? envelope.ToMessage(out message) : status;
    }
}
