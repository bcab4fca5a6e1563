using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>A set of ASCII characters, with the tables to find stretches of them sixty-four bytes at a time.</summary>
/// <remarks>A byte's high half picks one bit, its low half the set of bits it is a member under.</remarks>
internal sealed class RunAlphabet
{
    private readonly Vector512<byte> _low;
    private readonly Vector512<byte> _high;

    /// <summary>Makes the tables of a set.</summary>
    internal RunAlphabet(ReadOnlySpan<byte> characters)
    {
        Characters = SearchValues.Create(characters);
        Span<byte> low = stackalloc byte[16];
        Span<byte> high = stackalloc byte[16];
        low.Clear();
        high.Clear();
        foreach (var character in characters)
        {
            low[character & 0xF] |= (byte)(1 << (character >> 4));
            high[character >> 4] = (byte)(1 << (character >> 4));
        }

        _low = NibbleTable.Of(low);
        _high = NibbleTable.Of(high);
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

    /// <summary>The same for the block of a text that begins at a place, which the end of the text may cut short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong MaskAt(ReadOnlySpan<byte> text, int at) => at + CharacterClasses.BlockLength <= text.Length
        ? Mask(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at)) : Mask(text[at..]);

    /// <summary>The same for a whole block of sixty-four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Mask(ref byte block) => Mask(Vector512.LoadUnsafe(ref block));

    /// <summary>The same for a block that is loaded already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Mask(Vector512<byte> all) => NibbleTable.Mask(_low, _high, all);

    /// <summary>The same of the first bytes alone: where half a block has them all, of that half. What is behind them
    /// may be anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong MaskOfFirst(ref byte block, int count) =>
        !Vector512.IsHardwareAccelerated && count <= Vector256<byte>.Count
            ? NibbleTable.Mask(_low.GetLower(), _high.GetLower(), Vector256.LoadUnsafe(ref block)) : Mask(ref block);

    /// <summary>All bits of each byte of a block that does not belong to the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<byte> Others(Vector512<byte> all) =>
        Vector512.Equals(NibbleTable.LookUp(_low, _high, all), Vector512<byte>.Zero);
}
