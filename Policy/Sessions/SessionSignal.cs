namespace Pipelock.Policy.Sessions;

/// <summary>What counts against a session.</summary>
public enum SessionSignal : byte
{
    /// <summary>A request was blocked for what it holds or where it goes.</summary>
    Block,

    /// <summary>Something was found and let pass.</summary>
    NearMiss,

    /// <summary>Many domains in a short time.</summary>
    DomainBurst,

    /// <summary>Many domains in a short time, over all agents of one address.</summary>
    IpDomainBurst,

    /// <summary>Far more bytes than the session's usual.</summary>
    VolumeSpike,

    /// <summary>More random-looking data than a session may send.</summary>
    EntropyBudget,

    /// <summary>A secret in pieces.</summary>
    FragmentDlp,

    /// <summary>A response lost a part.</summary>
    Strip,
}
