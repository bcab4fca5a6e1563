namespace Pipelock.Protocols.WebSocket;

/// <summary>What the values of <see cref="Opcode"/> mean. Thread-safe.</summary>
public static class Opcodes
{
    /// <summary>Whether the value is assigned at all.</summary>
    public static bool IsKnown(this Opcode opcode) =>
        opcode is <= Opcode.Binary or (>= Opcode.Close and <= Opcode.Pong);

    /// <summary>Whether it is a control frame: the highest bit of the four is set (RFC 6455 §5.5).</summary>
    public static bool IsControl(this Opcode opcode) => ((byte)opcode & 0x8) != 0;
}
