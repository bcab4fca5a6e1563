using System.Numerics;
using System.Runtime.InteropServices;

namespace Pipelock.Protocols.WebSocket;

/// <summary>
/// Masks and unmasks payloads, which is one operation (RFC 6455 §5.3). Thread-safe; allocates nothing.
/// </summary>
public static class Masking
{
    /// <summary>Applies a mask in place.</summary>
    /// <param name="payload">A piece of a payload.</param>
    /// <param name="key">The key, its bytes as they lie in memory.</param>
    /// <param name="offset">Where in the payload the piece begins; only its two lowest bits matter.</param>
    public static void Apply(Span<byte> payload, uint key, long offset)
    {
        // Turned so that its first byte belongs to the first byte of the piece.
        var turn = (int)(offset & 3) * 8;
        key = BitConverter.IsLittleEndian ? BitOperations.RotateRight(key, turn) : BitOperations.RotateLeft(key, turn);
        if (key == 0) return;

        var words = MemoryMarshal.Cast<byte, uint>(payload);
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(words);
        var keys = new Vector<uint>(key);
        for (var i = 0; i < vectors.Length; i++) vectors[i] ^= keys;
        for (var i = vectors.Length * Vector<uint>.Count; i < words.Length; i++) words[i] ^= key;

        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BitConverter.TryWriteBytes(bytes, key);
        for (var i = words.Length * sizeof(uint); i < payload.Length; i++) payload[i] ^= bytes[i & 3];
    }
}
