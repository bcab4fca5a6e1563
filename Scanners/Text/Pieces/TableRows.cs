using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Finds where lines that follow each other have equally many of a sign that parts cells.</summary>
internal static class TableRows
{
    /// <summary>Fewer lines are no table.</summary>
    internal const int Least = 3;

    private const int Block = CharacterClasses.BlockLength;

    private static readonly RunAlphabet s_signs = new("|\t;,"u8);

    /// <summary>Where a table begins; the end of the text when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The beginning of a line, from which on is looked.</param>
    /// <param name="sign">What parts its cells.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Next(ReadOnlySpan<byte> text, int at, out byte sign)
    {
        var lines = new Lines(at);
        for (; at < text.Length; at += Block)
        {
            Vector512<byte> bytes = LastBlock.LoadAt(text, at, (byte)'\n');
            ulong signs = s_signs.Mask(bytes);
            if ((signs | lines.Signs) == 0)
            {
                lines.Skip(LaneMasks.Of(bytes, '\n'), at);
                continue;
            }

            if (lines.Read(bytes, at, out sign))
            {
                return lines.First;
            }
        }

        sign = 0;
        return text.Length;
    }

    /// <summary>What the lines before had of each sign.</summary>
    private struct Lines(int start)
    {
        private int _start = start; // the line that is being read
        private int _before;        // the one before it
        private int _beforeThat;
        private int _pipes;
        private int _tabs;
        private int _semicolons;
        private int _commas;
        private uint _counts;       // those of the line before, one byte for each sign
        private uint _equal;        // all bits of the bytes in which the two lines before are equal

        /// <summary>Where the table begins.</summary>
        public int First { get; private set; }

        /// <summary>Zero where nothing is known that a block without signs could change, but for its breaks.</summary>
        public readonly uint Signs => (uint)(_pipes | _tabs | _semicolons | _commas) | _counts;

        /// <summary>Goes on behind a block in which no line has a sign.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Skip(ulong breaks, int at) => _start = breaks == 0 ? _start : at + BitOperations.Log2(breaks) + 1;

        public bool Read(Vector512<byte> bytes, int at, out byte sign)
        {
            ulong pipes = LaneMasks.Of(bytes, '|');
            ulong tabs = LaneMasks.Of(bytes, '\t');
            ulong semicolons = LaneMasks.Of(bytes, ';');
            ulong commas = LaneMasks.Of(bytes, ',');
            ulong done = 0; // up to the last break
            for (ulong breaks = LaneMasks.Of(bytes, '\n'); breaks != 0; breaks &= breaks - 1)
            {
                ulong own = (breaks ^ (breaks - 1)) & ~done;
                Count(pipes & own, tabs & own, semicolons & own, commas & own);
                done |= own;
                if (Close(at + BitOperations.TrailingZeroCount(breaks) + 1, out sign))
                {
                    return true;
                }
            }

            Count(pipes & ~done, tabs & ~done, semicolons & ~done, commas & ~done);
            sign = 0;
            return false;
        }

        private void Count(ulong pipes, ulong tabs, ulong semicolons, ulong commas)
        {
            _pipes += BitOperations.PopCount(pipes);
            _tabs += BitOperations.PopCount(tabs);
            _semicolons += BitOperations.PopCount(semicolons);
            _commas += BitOperations.PopCount(commas);
        }

        private bool Close(int next, out byte sign)
        {
            uint counts = Packed(_pipes) | (Packed(_tabs) << 8) | (Packed(_semicolons) << 16) | (Packed(_commas) << 24);
            uint equal = Equal(counts, _counts);
            uint both = equal & _equal;
            sign = both == 0 ? (byte)0 : "|\t;,"u8[BitOperations.TrailingZeroCount(both) / 8];
            First = both == 0 ? 0 : _beforeThat;
            (_beforeThat, _before, _start) = (_before, _start, next);
            (_equal, _counts) = (equal, counts);
            (_pipes, _tabs, _semicolons, _commas) = (0, 0, 0, 0);
            return both != 0;
        }

        private static uint Packed(int count) => (uint)Math.Min(count, byte.MaxValue);

        // All bits of each byte that is the same in both, and not zero.
        private static uint Equal(uint one, uint other)
        {
            uint equal = 0;
            for (int at = 0; at < 32; at += 8)
            {
                uint mask = 0xFFU << at;
                equal |= (one & mask) != 0 && ((one ^ other) & mask) == 0 ? mask : 0;
            }

            return equal;
        }
    }
}
