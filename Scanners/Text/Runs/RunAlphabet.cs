using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>A set of ASCII characters, with the tables to find stretches of them sixty-four bytes at a time.</summary>
/// <remarks>A byte's high half picks one bit, its low half the set of bits it is a member under.</remarks>
internal sealed class RunAlphabet
{
    private readonly Vector128<byte> _low;
    private readonly Vector128<byte> _high;
    private readonly Vector512<byte> _wideLow;
    private readonly Vector512<byte> _wideHigh;

    /// <summary>Makes the tables of a set.</summary>
    internal RunAlphabet(ReadOnlySpan<byte> characters)
    {
        Characters = SearchValues.Create(characters);
        Span<byte> low = stackalloc byte[16];
        Span<byte> high = stackalloc byte[16];
        low.Clear();
        high.Clear();
        foreach (byte character in characters)
        {
            low[character & 0xF] |= (byte)(1 << (character >> 4));
            high[character >> 4] = (byte)(1 << (character >> 4));
        }

        _low = Vector128.Create<byte>(low);
        _high = Vector128.Create<byte>(high);
        _wideLow = CharacterClasses.Widen(_low);
        _wideHigh = CharacterClasses.Widen(_high);
    }

    /// <summary>The set.</summary>
    internal SearchValues<byte> Characters { get; }

    /// <summary>One bit per byte that belongs to the set, for at most sixty-four bytes.</summary>
    internal ulong Mask(ReadOnlySpan<byte> text)
    {
        if (text.Length >= CharacterClasses.BlockLength)
        {
            return Mask(ref MemoryMarshal.GetReference(text));
        }

        return Mask(LastBlock.Load(text, 0)) & ((1UL << text.Length) - 1);
    }

    /// <summary>The same for a whole block of sixty-four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Mask(ref byte block) => Mask(Vector512.LoadUnsafe(ref block));

    /// <summary>The same for a block that is loaded already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Mask(Vector512<byte> all)
    {
        if (Avx512BW.IsSupported)
        {
            return ~Others(all).ExtractMostSignificantBits();
        }

        ulong mask = Mask(all.GetLower().GetLower());
        mask |= (ulong)Mask(all.GetLower().GetUpper()) << 16;
        mask |= (ulong)Mask(all.GetUpper().GetLower()) << 32;
        return mask | ((ulong)Mask(all.GetUpper().GetUpper()) << 48);
    }

    /// <summary>All bits of each byte of a block that does not belong to the set; needs AVX-512 BW.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<byte> Others(Vector512<byte> all)
    {
        Vector512<byte> upper = (all.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)0x0F);
        return Vector512.Equals(
            Avx512BW.Shuffle(_wideLow, all & Vector512.Create((byte)0x0F)) & Avx512BW.Shuffle(_wideHigh, upper),
            Vector512<byte>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Mask(Vector128<byte> bytes)
    {
        Vector128<byte> members = Vector128.ShuffleNative(_low, bytes & Vector128.Create((byte)0x0F))
            & Vector128.ShuffleNative(_high, bytes >>> 4);
        return ~Vector128.Equals(members, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }
}
