namespace Pipelock.Transport.Interception;

/// <summary>What becomes of a tunnel after its client hello.</summary>
internal enum InterceptionChoice : byte
{
    /// <summary>Its TLS is opened.</summary>
    Open,

    /// <summary>Its TLS stays closed; the rules about hosts have applied.</summary>
    PassThrough,

    /// <summary>The server name is not the host that the tunnel is for (domain fronting).</summary>
    NameMismatch,

    /// <summary>What came is no TLS: it could neither be inspected nor is it what was announced.</summary>
    PlainText,

    /// <summary>It begins like TLS and is no valid client hello.</summary>
    Malformed,

    /// <summary>The hello did not come, or not wholly, in time.</summary>
    Late,

    /// <summary>The client left before it said anything.</summary>
    Nothing,
}
