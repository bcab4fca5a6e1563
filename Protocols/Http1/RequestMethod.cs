namespace Pipelock.Protocols.Http1;

/// <summary>The methods a proxy acts on; method names are case-sensitive (RFC 9110 §9.1).</summary>
public enum RequestMethod : byte
{
    /// <summary>Any other valid token; its bytes are in <see cref="RequestHead.Method"/>.</summary>
    Other,

    /// <summary>GET.</summary>
    Get,

    /// <summary>HEAD: its answer never has content.</summary>
    Head,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PUT.</summary>
    Put,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>CONNECT: the target is an authority, a 2xx answer starts a tunnel.</summary>
    Connect,

    /// <summary>OPTIONS: the only method that may ask for <c>*</c>.</summary>
    Options,

    /// <summary>TRACE: never has content.</summary>
    Trace,

    /// <summary>PATCH (RFC 5789).</summary>
    Patch,
}
