namespace Pipelock.Transport.WebSockets;

/// <summary>How one direction of a relay ended.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Code">The close code both peers are sent, where the proxy ends the connection.</param>
/// <param name="Reason">The reason beside it.</param>
internal readonly record struct PumpEnd(PumpEndKind Kind, int Code = 0, string Reason = "");
