namespace Pipelock.Transport.Upstream;

/// <summary>How an attempt to get a connection to an origin ended.</summary>
public enum DialStatus : byte
{
    /// <summary>There is a connection.</summary>
    Connected,

    /// <summary>The policy refuses an address of the host.</summary>
    Refused,

    /// <summary>The name has no address, or none was told in time.</summary>
    Unresolvable,

    /// <summary>Every address refused or was unreachable.</summary>
    Unreachable,

    /// <summary>No address answered in time.</summary>
    TimedOut,

    /// <summary>The parent proxy did not open a tunnel to it.</summary>
    ParentRefused,

    /// <summary>
    /// It is not who it has to be, or agreed to no safe handshake; <see cref="DialResult.Fault"/> says why.
    /// </summary>
    Untrusted,
}
