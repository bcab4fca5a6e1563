namespace Pipelock.Protocols.JsonRpc;

/// <summary>The codes by which this product refuses; clients and dashboards of the field tell them apart.</summary>
public static class JsonRpcErrors
{
    /// <summary>What a server answered, or listed, is not passed on.</summary>
    public const int Blocked = -32000;

    /// <summary>The content of a request is not passed on: a secret, an injection, a forbidden address.</summary>
    public const int Content = -32001;

    /// <summary>A policy forbids the call, or the media in an answer.</summary>
    public const int Policy = -32002;

    /// <summary>The server cannot be reached.</summary>
    public const int Upstream = -32003;

    /// <summary>Everything is stopped, or the call completes a forbidden chain.</summary>
    public const int KillSwitchOrChain = -32004;

    /// <summary>Something is carried out in pieces over several requests.</summary>
    public const int CrossRequest = -32005;

    /// <summary>No valid request (JSON-RPC 2.0 §5.1); also exhausted budgets.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>No JSON (JSON-RPC 2.0 §5.1).</summary>
    public const int ParseError = -32700;
}
