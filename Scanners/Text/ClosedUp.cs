using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipelock.Scanners.Text;

/// <summary>Writes some bytes of a block without those between them.</summary>
internal static class ClosedUp
{
    private const int Eight = sizeof(ulong);

    // Of each set of eight bytes, the places of its members in order, and zeros behind them.
    private static readonly ulong[] s_places = [.. Enumerable.Range(0, 256).Select(static set =>
    {
        ulong places = 0;
        var members = 0;
        for (var place = 0; place < Eight; place++)
        {
            places |= (ulong)(set >> place & 1) * ((ulong)place << (members * 8));
            members += set >> place & 1;
        }

        return places;
    })];

    /// <summary>Writes the bytes that are kept.</summary>
    /// <param name="block">The block.</param>
    /// <param name="kept">All bits of each of these bytes.</param>
    /// <param name="destination">At least sixty-four bytes; what is behind may be written over.</param>
    /// <returns>How many they are.</returns>
    internal static int Write(Vector512<byte> block, Vector512<byte> kept, Span<byte> destination)
    {
        if (!Avx512Vbmi2.IsSupported)
        {
            return WriteEights(block, kept, destination);
        }

        Avx512Vbmi2.Compress(Vector512<byte>.Zero, kept, block).CopyTo(destination);
        return BitOperations.PopCount(kept.ExtractMostSignificantBits());
    }

    /// <summary>What <see cref="Write"/> does where no instruction does it: eight bytes at a time.</summary>
    internal static int WriteEights(Vector512<byte> block, Vector512<byte> kept, Span<byte> destination)
    {
        var mask = kept.ExtractMostSignificantBits();
        block.CopyTo(destination);
        var written = 0;
        for (var at = 0; at < Vector512<byte>.Count; at += Eight)
        {
            // No more is written than was read.
            var set = (byte)(mask >> at);
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(destination[at..]);
            var closed = Vector128.ShuffleNative(
                Vector128.CreateScalar(eight).AsByte(), Vector128.CreateScalar(s_places[set]).AsByte())
                .AsUInt64().ToScalar();
            BinaryPrimitives.WriteUInt64LittleEndian(destination[written..], closed);
            written += BitOperations.PopCount(set);
        }

        return written;
    }
}
