namespace Pipelock.Protocols.JsonRpc;

/// <summary>The members of a message that decide what it is.</summary>
internal enum EnvelopeMember : byte
{
    /// <summary>Any other name.</summary>
    Other,

    /// <summary><c>jsonrpc</c>.</summary>
    Version,

    /// <summary><c>id</c>.</summary>
    Id,

    /// <summary><c>method</c>.</summary>
    Method,

    /// <summary><c>params</c>.</summary>
    Params,

    /// <summary><c>result</c>.</summary>
    Result,

    /// <summary><c>error</c>.</summary>
    Error,

    /// <summary><c>params.name</c>.</summary>
    ToolName,

    /// <summary><c>params.arguments</c>.</summary>
    Arguments,

    /// <summary><c>params._meta</c>.</summary>
    Meta,
}
