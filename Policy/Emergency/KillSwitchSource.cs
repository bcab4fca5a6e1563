namespace Pipelock.Policy.Emergency;

/// <summary>What can stop all traffic. One suffices; where several do, the first in this order is the one
/// told.</summary>
public enum KillSwitchSource : byte
{
    /// <summary><c>kill_switch.enabled</c>.</summary>
    Config,

    /// <summary>The interface at <c>/api/v1/killswitch</c>.</summary>
    Api,

    /// <summary>SIGUSR1, which turns it on and off again.</summary>
    Signal,

    /// <summary>The file <c>kill_switch.sentinel_file</c> exists.</summary>
    Sentinel,
}
