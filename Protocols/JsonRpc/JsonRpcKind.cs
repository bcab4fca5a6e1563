namespace Pipelock.Protocols.JsonRpc;

/// <summary>Which of the four messages of JSON-RPC 2.0 it is.</summary>
public enum JsonRpcKind : byte
{
    /// <summary>A method with an id: an answer is expected.</summary>
    Request,

    /// <summary>A method without id, or with null for one: nobody may answer.</summary>
    Notification,

    /// <summary>The result of a request.</summary>
    Response,

    /// <summary>The error that a request ended in; its id is null when the request could not be read.</summary>
    ErrorResponse,
}
