using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pipelock.Protocols.JsonRpc;

/// <summary>One key of an object: its hash and where it stands in the text.</summary>
/// <param name="Hash">Of the key without escapes; seeded once per process, so nobody outside can make them
/// equal.</param>
/// <param name="Start">Offset behind its quote.</param>
/// <param name="Length">Length as written.</param>
internal readonly record struct LedgerKey(ulong Hash, int Start, int Length) : IComparable<LedgerKey>
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly ulong s_seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    /// <inheritdoc/>
    public int CompareTo(LedgerKey other) => Hash.CompareTo(other.Hash);

    /// <summary>The hash of a key whose escapes are undone.</summary>
    internal static ulong HashOf(ReadOnlySpan<byte> key)
    {
        var hash = Mix(s_seed, (ulong)key.Length);
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(key));
        ulong last = 0;
        foreach (var next in key)
            last = (last << 8) | next;
        return Mix(hash, last);
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        var high = Math.BigMul(hash ^ word, Multiplier, out var low);
        return high ^ low ^ s_seed;
    }
}
