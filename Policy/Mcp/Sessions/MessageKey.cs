using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>A text of any length as a key of fixed size that nobody can make collide.</summary>
/// <remarks>
/// Texts of up to 15 bytes are their own key; longer ones are known by 120 bits of SHA-256. No allocation.
/// </remarks>
internal static class MessageKey
{
    private const int Size = 16;
    private const byte IsHash = 0xff;

    /// <summary>The key of <paramref name="text"/>.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> text)
    {
        Span<byte> key = stackalloc byte[Size];
        if (text.Length < Size)
        {
            key.Clear();
            text.CopyTo(key);
            key[Size - 1] = (byte)text.Length;
        }
        else
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(text, hash);
            hash[..Size].CopyTo(key);
            key[Size - 1] = IsHash;
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(key);
    }

    /// <summary>The key of two texts together; which byte belongs to which text matters.</summary>
    public static UInt128 Of(UInt128 first, UInt128 second)
    {
        Span<byte> both = stackalloc byte[2 * Size];
        BinaryPrimitives.WriteUInt128LittleEndian(both, first);
        BinaryPrimitives.WriteUInt128LittleEndian(both[Size..], second);
        return Of(both);
    }
}
