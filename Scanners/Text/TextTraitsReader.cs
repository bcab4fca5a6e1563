using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text;

/// <summary>Reads all traits of a text in one vectorised pass: what plain text pays for every pass and
/// decoder.</summary>
internal static class TextTraitsReader
{
    /// <summary>The shortest run of base64 characters that is looked at.</summary>
    internal const int RunLength = 16;

    // What a row of pairs, or a run, that ends in this block can have in the block before.
    private const int Carried = CharacterClasses.BlockLength - 24;

    /// <summary>The traits of a text.</summary>
    internal static TextTraits Read(ReadOnlySpan<byte> text) => Read(text, []);

    /// <summary>The same; notes where the runs lie.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">Zeros, <see cref="RunBlocks.Size"/> of them; empty when nobody asks.</param>
    [SkipLocalsInit]
    internal static TextTraits Read(ReadOnlySpan<byte> text, Span<ulong> blocks)
    {
        Vector128<byte> marks = default;
        var rows = new Rows(blocks);
        ref byte start = ref MemoryMarshal.GetReference(text);
        int at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += CharacterClasses.BlockLength)
        {
            rows.Read(ref Unsafe.Add(ref start, at), at, ref marks);
        }

        if (at < text.Length)
        {
            Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
            last.Fill(CharacterClasses.Filler);
            text[at..].CopyTo(last);
            rows.Read(ref MemoryMarshal.GetReference(last), at, ref marks);
        }

        return CharacterClasses.Traits(marks)
            | (rows.HasRun ? TextTraits.LongRun : TextTraits.None)
            | (rows.HasVeryLongRun ? TextTraits.VeryLongRun : TextTraits.None)
            | (rows.HasWordRun ? TextTraits.WordRun : TextTraits.None)
            | (rows.HasHexRun ? TextTraits.HexRun : TextTraits.None)
            | (rows.HasPairs ? TextTraits.HexPairs : TextTraits.None);
    }

    /// <summary>What stands in a row, across the borders of blocks.</summary>
    private ref struct Rows(Span<ulong> blocks)
    {
        private readonly Span<ulong> _blocks = blocks;
        private ulong _base64;
        private ulong _words;
        private ulong _hex;
        private ulong _separators;
        private int _atEnd; // of the block before: the base64 characters it ends with
        private bool _mayHoldRun;

        public bool HasRun { get; private set; }

        public bool HasVeryLongRun { get; private set; }

        public bool HasWordRun { get; private set; }

        public bool HasHexRun { get; private set; }

        public bool HasPairs { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Read(ref byte block, int at, ref Vector128<byte> marks)
        {
            CharacterClasses.Classify(
                ref block, ref marks, out ulong base64, out ulong words, out ulong hex, out ulong separators);
            bool mayHoldRun = CharacterClasses.MayHoldRun(base64);
            ulong acrossHex = Across(_hex, hex);
            if (mayHoldRun | _mayHoldRun)
            {
                // What was found is not looked for again, but for its places.
                if ((!HasRun || !_blocks.IsEmpty) && HoldRun(base64, Across(_base64, base64)))
                {
                    HasRun = true;
                    if (!_blocks.IsEmpty)
                    {
                        RunBlocks.Add(_blocks, at / CharacterClasses.BlockLength);
                    }
                }

                HasWordRun = HasWordRun || HoldRun(words, Across(_words, words));
                HasHexRun = HasHexRun || HoldRun(hex, acrossHex);
            }

            ulong acrossSeparators = Across(_separators, separators);
            HasPairs |= (Pairs(hex, separators) | Pairs(acrossHex, acrossSeparators)) != 0;
            HasVeryLongRun |= _atEnd + BitOperations.TrailingZeroCount(~base64) >= CharacterClasses.BlockLength;
            _atEnd = base64 == ulong.MaxValue
                ? CharacterClasses.BlockLength : BitOperations.LeadingZeroCount(~base64);
            _mayHoldRun = mayHoldRun;
            _base64 = base64;
            _words = words;
            _hex = hex;
            _separators = separators;
        }

        private static bool HoldRun(ulong block, ulong across) =>
            (CharacterClasses.RunsOfSixteen(block) | CharacterClasses.RunsOfSixteen(across)) != 0;

        private static ulong Across(ulong before, ulong after) =>
            (before >> Carried) | (after << (CharacterClasses.BlockLength - Carried));

        // Two digits and a separator, seven times in a row: more than a date with its time has.
        private static ulong Pairs(ulong hex, ulong separators)
        {
            ulong pair = hex & (hex >> 1) & (separators >> 2);
            pair &= pair >> 3;
            pair &= pair >> 6;
            return pair & (pair >> 9);
        }
    }
}
