using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>The runs of base64 characters of a text that are worth a look: found once for all that decode or mirror
/// them.</summary>
/// <remarks>Logs and tables are full of digests and paths, of which each reading by itself would find out that they
/// hold nothing. Not thread-safe; the memory is kept for the next text.</remarks>
internal sealed class WantedRuns
{
    private const int MostKept = 64 * 1024;

    private WantedRun[] _runs = new WantedRun[64];
    private int _count;

    /// <summary>What the runs of the text have, together; also those that no reading wants.</summary>
    internal RunReadings All { get; private set; }

    /// <summary>In the order of the text.</summary>
    internal ReadOnlySpan<WantedRun> Runs => _runs.AsSpan(0, _count);

    /// <summary>Finds those of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">In which of its blocks runs lie.</param>
    internal void Read(ReadOnlySpan<byte> text, RunBlocks blocks)
    {
        // The mark of a stream may stand anywhere in a run.
        RunReadings streams = CompressedRuns.HasMark<Base64Decoder>(text) ? RunReadings.Base64 : RunReadings.None;
        Read(text, blocks, streams);
        // In other encodings streams are looked for where there are long runs.
        if ((All & RunReadings.VeryLong) == 0)
        {
            return;
        }

        RunReadings others = RunReadings.None;
        if ((All & RunReadings.HexRow) != 0 && CompressedRuns.HasMark<HexDecoder>(text))
        {
            others |= RunReadings.Hex;
        }

        if ((All & RunReadings.WordRow) != 0 && (CompressedRuns.HasMark<Base32Decoder<Base32Digits>>(text)
            || CompressedRuns.HasMark<Base32Decoder<Base32HexDigits>>(text)))
        {
            others |= RunReadings.Upper32 | RunReadings.Lower32;
        }

        if (others != RunReadings.None)
        {
            Read(text, blocks, streams | others);
        }
    }

    /// <summary>Gives memory back that few texts need.</summary>
    internal void Trim()
    {
        if (_runs.Length > MostKept)
        {
            _runs = new WantedRun[MostKept];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Read(ReadOnlySpan<byte> text, RunBlocks blocks, RunReadings streams)
    {
        _count = 0;
        All = RunReadings.None;
        RunAlphabet alphabet = Base64Decoder.Alphabets[0];
        int at = 0;
        while ((at = blocks.Next(at)) < text.Length)
        {
            ulong members = at + CharacterClasses.BlockLength <= text.Length
                ? alphabet.Mask(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at))
                : alphabet.Mask(text[at..]);
            int next = at + CharacterClasses.RunStep;
            for (ulong runs; (runs = CharacterClasses.RunsOfSixteen(members)) != 0;)
            {
                int first = BitOperations.TrailingZeroCount(runs);
                int end = first + BitOperations.TrailingZeroCount(~(members >> first));
                if (end >= CharacterClasses.BlockLength)
                {
                    // It may go on behind the block.
                    int more = text[(at + first)..].IndexOfAnyExcept(alphabet.Characters);
                    next = more < 0 ? text.Length : at + first + more;
                    Judge(text, at + first, next, streams);
                    break;
                }

                Judge(text, at + first, at + end, streams);
                members &= ulong.MaxValue << end;
            }

            at = next;
        }
    }

    private void Judge(ReadOnlySpan<byte> text, int start, int end, RunReadings streams)
    {
        RunReadings found = RunJudge.Judge(new EncodedRun(text[start..], end - start), streams);
        All |= found;
        if ((found & RunReadings.All) != 0)
        {
            Add(new WantedRun(start, end - start, found));
        }
    }

    private void Add(in WantedRun run)
    {
        if (_count == _runs.Length)
        {
            Array.Resize(ref _runs, _count * 2);
        }

        _runs[_count++] = run;
    }
}
