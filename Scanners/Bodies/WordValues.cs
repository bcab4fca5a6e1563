using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Bodies;

/// <summary>Tells whether enough of the values of a body are single words, before any of them is looked at.</summary>
/// <remarks>
/// Of JSON a word in quotes with no colon behind it; of markup one behind a tag and before another, or with white space
/// there. Words that come again and again are the values of some setting: different ones are counted by one bit each,
/// of which two words may share one.
/// </remarks>
internal static class WordValues
{
    /// <summary>So much before a word tells whether it is a value.</summary>
    private const int Before = 2;

    /// <summary>A word that begins in so much of a block ends within it.</summary>
    private const int Step = CharacterClasses.BlockLength - 16;

    private const ulong Judged = ((1UL << Step) - 1) << Before;
    private const int Longest = 8;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    /// <summary>True when there are at least so many words of three to eight letters, and of these so many different
    /// ones.</summary>
    /// <param name="body">The document, or a part of it.</param>
    /// <param name="isMarkup">It is markup, not JSON.</param>
    /// <param name="words">How many.</param>
    /// <param name="different">How many different ones, at most 64.</param>
    [SkipLocalsInit]
    internal static bool Suffice(ReadOnlySpan<byte> body, bool isMarkup, int words, int different)
    {
        var seen = new Seen();
        ref var start = ref MemoryMarshal.GetReference(body);
        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        for (var at = 0; at < body.Length; at += Step)
        {
            if (at + CharacterClasses.BlockLength <= body.Length)
            {
                seen.Read(ref Unsafe.Add(ref start, at), isMarkup);
            }
            else
            {
                seen.Read(ref LastBlock.Copy(body[at..], 0, last), isMarkup);
            }

            if (seen.Words >= words && seen.Different >= different)
                return true;
        }

        return false;
    }

    private struct Seen
    {
        private ulong _different;

        public int Words { get; private set; }

        public readonly int Different => BitOperations.PopCount(_different);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Read(ref byte block, bool isMarkup)
        {
            var bytes = Vector512.LoadUnsafe(ref block);
            var letters = LaneMasks.Letters(bytes);
            var begins = letters & (letters >> 1) & (letters >> 2) & Judged
                & (isMarkup ? InMarkup(bytes) & ~(letters << 1) : LaneMasks.Of(bytes, '"') << 1);
            if (begins == 0)
                return;
            // The sum carries each first letter to the end of its row.
            var ends = (letters + begins) & ~letters
                & (isMarkup ? LaneMasks.Of(bytes, '<') | White(bytes)
                    : LaneMasks.Of(bytes, '"') & ~(LaneMasks.Of(bytes, ':') >> 1));
            for (; ends != 0; ends &= ends - 1)
            {
                var end = BitOperations.TrailingZeroCount(ends);
                var first = BitOperations.Log2(~letters & ((1UL << end) - 1)) + 1;
                if (end - first <= Longest)
                    Add(ref Unsafe.Add(ref block, first), end - first);
            }
        }

        // One space alone stands between the words of prose.
        private static ulong InMarkup(Vector512<byte> bytes)
        {
            var tags = LaneMasks.Of(bytes, '>');
            var white = White(bytes);
            return (tags << 1) | ((white << 1) & ((tags | white) << 2));
        }

        private static ulong White(Vector512<byte> bytes) => LaneMasks.InRange(bytes, (byte)'\t', (byte)' ');

        private void Add(ref byte first, int length)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref first, Longest));
            word <<= 8 * (Longest - length);
            _different |= 1UL << (int)((word * Spread) >> (64 - 6));
            Words++;
        }
    }
}
