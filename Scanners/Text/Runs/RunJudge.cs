using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Tells by one look at a run of base64 characters which readings of it are worth one of their own.</summary>
internal static class RunJudge
{
    private const int Block = CharacterClasses.BlockLength;

    private const RunReadings Base32 = RunReadings.Upper32 | RunReadings.Lower32;

    private const RunReadings Rows =
        RunReadings.HexRow | RunReadings.WordRow | RunReadings.Hex | RunReadings.DashedHex | RunReadings.Upper32
        | RunReadings.Lower32;

    /// <summary>The readings in which a run may hold something, and what it has.</summary>
    /// <param name="run">A run of at least sixteen characters, whole.</param>
    /// <param name="streams">The readings other than base64 in which the mark of gzip stands somewhere in the
    /// text.</param>
    internal static RunReadings Judge(in EncodedRun run, RunReadings streams) =>
        run.Length <= Block ? OfShort(run, streams) : OfLong(run);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RunReadings OfShort(in EncodedRun run, RunReadings streams)
    {
        var bytes = LastBlock.LoadAt(run.Text, 0, CharacterClasses.Filler);
        var all = new Classes(bytes, run.Length);
        var found = all.Rows | (run.Length == Block ? RunReadings.VeryLong : RunReadings.None);
        if (all.Hex == all.Members)
        {
            // No digit in it is part of something else, so that a digest is told at once.
            var isText = (streams & RunReadings.Hex) != 0 || HexDecoder.BeginsAsCompressed(run.Bytes)
                || HexDecoder.Alignments(run) != 0;
            found &= isText ? ~RunReadings.None : ~RunReadings.Hex;
        }

        if ((all.Hex | all.Dashes) != all.Members && MayBeMirrored(bytes, all, run.Length))
        {
            found |= RunReadings.Mirrored;
        }

        if ((found & Base32) != 0 && !MayBeBase32(run, streams))
        {
            found &= ~Base32;
        }

        // A digit behind a letter.
        var marks = LaneMasks.InRangeOfFirst(bytes, run.Length, Base64Decoder.GzipMark[0], Base64Decoder.GzipMark[0])
            & (all.Digits >> 1);
        found |= marks != 0 ? RunReadings.Marked : RunReadings.None;
        return found | (MayBeBase64(run, found, all) ? RunReadings.Base64 : RunReadings.None);
    }

    // In a long run there is more than can be told at once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RunReadings OfLong(in EncodedRun run)
    {
        var found = RunReadings.Base64 | RunReadings.VeryLong | RunReadings.Marked;
        found |= run.Length <= MirroredRuns.MaxRun ? RunReadings.Mirrored : RunReadings.None;
        for (var at = 0; at < run.Length && (found & Rows) != Rows; at += CharacterClasses.RunStep)
        {
            var length = Math.Min(Block, run.Length - at);
            var bytes = LastBlock.LoadAt(run.Text, at, CharacterClasses.Filler);
            found |= new Classes(bytes, length).Rows;
        }

        return found;
    }

    // As MirroredRuns asks, as far as can be told at once.
    private static bool MayBeMirrored(Vector512<byte> bytes, in Classes all, int length)
    {
        if (!GluedMatch.IsRandom(all.Digits, all.Capitals, all.Small, length))
        {
            return false;
        }

        var slashes = LaneMasks.Of(bytes, '/') & all.Members;
        if (slashes == 0)
        {
            return true;
        }

        var segments = all.Members & ~slashes;
        segments &= segments >> 1;
        segments &= segments >> 2;
        return (segments & (segments >> 4)) != 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool MayBeBase32(in EncodedRun run, RunReadings streams)
    {
        if ((streams & Base32) != 0 || run.Length == Block || run.Text.Length < Block)
        {
            return true;
        }

        ref var start = ref MemoryMarshal.GetReference(run.Text);
        return Base32Decoder<Base32Digits>.MayBeShort(ref start, run.Length)
            || Base32Decoder<Base32HexDigits>.MayBeShort(ref start, run.Length);
    }

    private static bool MayBeBase64(in EncodedRun run, RunReadings found, in Classes all)
    {
        // Four groups of text in a row begin with letters.
        var letters = all.Capitals | all.Small;
        var groups = letters & (letters >> 4) & (letters >> 8) & (letters >> 12);
        return run.Length == Block || run.Text.Length < Block
            || (groups != 0 && Base64Decoder.MayBeShort(ref MemoryMarshal.GetReference(run.Text), run.Length))
            || ((found & RunReadings.Marked) != 0 && run.Bytes.IndexOf(Base64Decoder.GzipMark) >= 0)
            || Base64Decoder.BeginsAsCompressed(run.Bytes, (all.Hex | all.Dashes) == all.Members);
    }

    /// <summary>What the characters of a block are.</summary>
    private readonly ref struct Classes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Classes(Vector512<byte> bytes, int length)
        {
            Members = ulong.MaxValue >> (Block - length);
            Digits = LaneMasks.InRangeOfFirst(bytes, length, (byte)'0', (byte)'9');
            Capitals = LaneMasks.InRangeOfFirst(bytes, length, (byte)'A', (byte)'Z');
            Small = LaneMasks.InRangeOfFirst(bytes, length, (byte)'a', (byte)'z');
            Hex = Digits
                | LaneMasks.InRangeOfFirst(bytes | Vector512.Create((byte)0x20), length, (byte)'a', (byte)'f');
            Dashes = LaneMasks.InRangeOfFirst(bytes, length, (byte)'-', (byte)'-');
        }

        public ulong Members { get; }

        public ulong Digits { get; }

        public ulong Capitals { get; }

        public ulong Small { get; }

        public ulong Hex { get; }

        public ulong Dashes { get; }

        /// <summary>The readings for which there are sixteen characters in a row.</summary>
        public RunReadings Rows
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var hex = CharacterClasses.RunsOfSixteen(Hex);
                var found = hex != 0 ? RunReadings.HexRow | RunReadings.Hex : RunReadings.None;
                if (Dashes != 0 && CharacterClasses.RunsOfSixteen(Hex | Dashes) != 0)
                {
                    found |= RunReadings.DashedHex;
                }

                // Base32 has a letter that is none of hexadecimal.
                if ((CharacterClasses.RunsOfSixteen(Digits | Capitals) & ~hex) != 0)
                {
                    found |= RunReadings.WordRow | RunReadings.Upper32;
                }

                if ((CharacterClasses.RunsOfSixteen(Digits | Small) & ~hex) != 0)
                {
                    found |= RunReadings.WordRow | RunReadings.Lower32;
                }

                return found;
            }
        }
    }
}
