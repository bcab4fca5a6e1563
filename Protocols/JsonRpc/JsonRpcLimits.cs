namespace Pipelock.Protocols.JsonRpc;

/// <summary>How large a message may be to be read.</summary>
/// <param name="MaxBytes">The longest message, in bytes.</param>
/// <param name="MaxDepth">How deep objects and arrays may stand in each other; 1 to 512.</param>
public readonly record struct JsonRpcLimits(int MaxBytes, int MaxDepth)
{
    /// <summary>The longest id, in bytes as written: ids are remembered, and nobody needs longer ones.</summary>
    public const int MaxIdBytes = 1024;

    /// <summary>10 MiB and 64 levels.</summary>
    public static JsonRpcLimits Default => new(10 * 1024 * 1024, 64);
}
