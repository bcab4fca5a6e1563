using System.Buffers.Binary;
using System.Numerics;

namespace Pipelock.Scanners.Wallets;

/// <summary>A number modulo 2²⁵⁵ − 19 in five limbs of 51 bits, which may be a little too large between
/// steps.</summary>
internal readonly record struct FieldElement(ulong L0, ulong L1, ulong L2, ulong L3, ulong L4)
{
    private const int Bits = 51;
    private const ulong Mask = (1UL << Bits) - 1;
    private const ulong Fold = 19;

    /// <summary>Zero.</summary>
    public static FieldElement Zero => default;

    /// <summary>One.</summary>
    public static FieldElement One => new(1, 0, 0, 0, 0);

    /// <summary>Reads 32 bytes, least first; the highest bit does not count (RFC 8032 §5.1.3).</summary>
    public static FieldElement Read(ReadOnlySpan<byte> bytes)
    {
        var a = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        var d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new FieldElement(
            a & Mask, ((a >> 51) | (b << 13)) & Mask, ((b >> 38) | (c << 26)) & Mask, ((c >> 25) | (d << 39)) & Mask,
            (d >> 12) & Mask);
    }

    /// <summary>Reads a decimal number below the modulus.</summary>
    public static FieldElement Parse(string number)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        BigInteger.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            .TryWriteBytes(bytes, out _, isUnsigned: true);
        return Read(bytes);
    }

    /// <summary>The sum.</summary>
    public static FieldElement operator +(in FieldElement x, in FieldElement y) =>
        Carry(x.L0 + y.L0, x.L1 + y.L1, x.L2 + y.L2, x.L3 + y.L3, x.L4 + y.L4);

    /// <summary>The difference; four times the modulus keeps the limbs positive.</summary>
    public static FieldElement operator -(in FieldElement x, in FieldElement y)
    {
        const ulong First = 4 * ((1UL << Bits) - Fold);
        const ulong Other = 4 * Mask;
        return Carry(
            x.L0 + First - y.L0, x.L1 + Other - y.L1, x.L2 + Other - y.L2, x.L3 + Other - y.L3, x.L4 + Other - y.L4);
    }

    /// <summary>The product.</summary>
    public static FieldElement operator *(in FieldElement x, in FieldElement y)
    {
        ulong f1 = Fold * y.L1, f2 = Fold * y.L2, f3 = Fold * y.L3, f4 = Fold * y.L4;
        var r0 = Mul(x.L0, y.L0) + Mul(x.L1, f4) + Mul(x.L2, f3) + Mul(x.L3, f2) + Mul(x.L4, f1);
        var r1 = Mul(x.L0, y.L1) + Mul(x.L1, y.L0) + Mul(x.L2, f4) + Mul(x.L3, f3) + Mul(x.L4, f2);
        var r2 = Mul(x.L0, y.L2) + Mul(x.L1, y.L1) + Mul(x.L2, y.L0) + Mul(x.L3, f4) + Mul(x.L4, f3);
        var r3 = Mul(x.L0, y.L3) + Mul(x.L1, y.L2) + Mul(x.L2, y.L1) + Mul(x.L3, y.L0) + Mul(x.L4, f4);
        var r4 = Mul(x.L0, y.L4) + Mul(x.L1, y.L3) + Mul(x.L2, y.L2) + Mul(x.L3, y.L1) + Mul(x.L4, y.L0);
        r1 += r0 >> Bits;
        r2 += r1 >> Bits;
        r3 += r2 >> Bits;
        r4 += r3 >> Bits;
        return Carry(
            ((ulong)r0 & Mask) + (Fold * (ulong)(r4 >> Bits)), (ulong)r1 & Mask, (ulong)r2 & Mask, (ulong)r3 & Mask,
            (ulong)r4 & Mask);
    }

    /// <summary>Whether both are the same number.</summary>
    public static bool AreEqual(in FieldElement x, in FieldElement y) => (x - y).Reduced() == Zero;

    private FieldElement Reduced()
    {
        var x = Carry(L0, L1, L2, L3, L4);
        x = Carry(x.L0, x.L1, x.L2, x.L3, x.L4);
        // Adding 19 carries out of 255 bits exactly when the number is not below the modulus.
        var over = (x.L0 + Fold) >> Bits;
        over = (x.L1 + over) >> Bits;
        over = (x.L2 + over) >> Bits;
        over = (x.L3 + over) >> Bits;
        over = (x.L4 + over) >> Bits;
        ulong a = x.L0 + (Fold * over), b = x.L1 + (a >> Bits), c = x.L2 + (b >> Bits), d = x.L3 + (c >> Bits);
        return new FieldElement(a & Mask, b & Mask, c & Mask, d & Mask, (x.L4 + (d >> Bits)) & Mask);
    }

    private static UInt128 Mul(ulong x, ulong y) => new(Math.BigMul(x, y, out var low), low);

    private static FieldElement Carry(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> Bits;
        c += b >> Bits;
        d += c >> Bits;
        e += d >> Bits;
        a = (a & Mask) + (Fold * (e >> Bits));
        b = (b & Mask) + (a >> Bits);
        return new FieldElement(a & Mask, b, c & Mask, d & Mask, e & Mask);
    }
}
