using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Policy.Limits;

/// <summary>Turns a host into the 64-bit key of its registrable domain.</summary>
/// <remarks>
/// The hash is keyed with random bytes of this process, so nobody outside can choose hosts that collide; should two
/// domains collide all the same they share one limit, which errs on the safe side.
/// </remarks>
internal static class DomainKey
{
    private const int LongestHost = 255; // RFC 1035 §2.3.4

    private static readonly ulong s_seed = RandomSeed();
    private static readonly ulong s_multiplier = RandomSeed() | 1;

    /// <summary>The key of the registrable domain of <paramref name="host"/>; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> host)
    {
        var domain = RegistrableDomain.Of(host);
        if (domain.Length > LongestHost)
            domain = domain[^LongestHost..];
        Span<byte> lower = stackalloc byte[LongestHost + 1];
        Ascii.ToLower(domain, lower, out var length);
        return Hash(lower[..length]);
    }

    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = s_seed ^ (ulong)text.Length;
        while (text.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[sizeof(ulong)..];
        }

        ulong rest = 0;
        for (var i = 0; i < text.Length; i++)
            rest |= (ulong)text[i] << (8 * i);
        hash = Fold(Fold(hash ^ rest) ^ s_seed);
        return hash == 0 ? 1 : hash;
    }

    private static ulong Fold(ulong value)
    {
        var high = Math.BigMul(value ^ s_seed, s_multiplier, out var low);
        return high ^ low ^ value;
    }

    private static ulong RandomSeed()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
