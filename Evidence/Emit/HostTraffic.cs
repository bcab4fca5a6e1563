namespace Pipelock.Evidence.Emit;

/// <summary>What was asked of one host.</summary>
/// <param name="Requests">Requests and tunnels.</param>
/// <param name="Blocked">Those refused.</param>
/// <param name="Bytes">Bytes that crossed.</param>
public readonly record struct HostTraffic(long Requests, long Blocked, long Bytes);
