using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>In which blocks of a text the runs of base64 characters lie, so that only these are looked at
/// again.</summary>
/// <remarks>One bit per block of sixty-four bytes, set where sixteen such characters in a row end. A run of a smaller
/// alphabet is part of one. Nothing noted stands for runs anywhere.</remarks>
internal readonly ref struct RunBlocks
{
    private const int BeforeLast = TextTraitsReader.RunLength - 1;

    private readonly ReadOnlySpan<ulong> _bits;

    /// <summary>What <see cref="TextTraitsReader"/> noted of a text.</summary>
    internal RunBlocks(ReadOnlySpan<ulong> bits) => _bits = bits;

    /// <summary>How many numbers hold the bits of a text.</summary>
    internal static int Size(int length) => (length / (CharacterClasses.BlockLength * 64)) + 1;

    /// <summary>Notes that a run ends in a block.</summary>
    internal static void Add(Span<ulong> bits, int block) => bits[block / 64] |= 1UL << block;

    /// <summary>The first place, from one on, at which sixteen characters in a row may begin;
    /// <see cref="int.MaxValue"/> when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Next(int position) => _bits.IsEmpty ? position : NextNoted(position);

    private int NextNoted(int position)
    {
        var block = (position + BeforeLast) / CharacterClasses.BlockLength;
        var index = block / 64;
        if (index >= _bits.Length)
        {
            return int.MaxValue;
        }

        var bits = _bits[index] & (ulong.MaxValue << block);
        while (bits == 0)
        {
            if (++index == _bits.Length)
            {
                return int.MaxValue;
            }

            bits = _bits[index];
        }

        var next = (index * 64) + BitOperations.TrailingZeroCount(bits);
        return Math.Max(position, (next * CharacterClasses.BlockLength) - BeforeLast);
    }
}
