using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Decoders;

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

    /// <summary>The readings in which the mark of gzip may stand somewhere in a run.</summary>
    internal RunReadings Streams { get; private set; }

    /// <summary>In the order of the text.</summary>
    internal ReadOnlySpan<WantedRun> Runs => _runs.AsSpan(0, _count);

    /// <summary>Finds those of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">In which of its blocks runs lie.</param>
    internal void Read(ReadOnlySpan<byte> text, RunBlocks blocks)
    {
        Streams = RunReadings.None;
        Find(text, blocks);
        // In other encodings than base64 streams are looked for where there are long runs.
        Streams = (All & RunReadings.VeryLong) != 0 ? StreamsOfOthers(text) : RunReadings.None;
        if (Streams != RunReadings.None)
        {
            Find(text, blocks);
        }

        Streams |= (All & RunReadings.Marked) != 0 ? RunReadings.Base64 : RunReadings.None;
    }

    /// <summary>Gives memory back that few texts need.</summary>
    internal void Trim()
    {
        if (_runs.Length > MostKept)
        {
            _runs = new WantedRun[MostKept];
        }
    }

    private RunReadings StreamsOfOthers(ReadOnlySpan<byte> text)
    {
        var found = RunReadings.None;
        if ((All & RunReadings.HexRow) != 0 && CompressedRuns.HasMark<HexDecoder>(text))
        {
            found |= RunReadings.Hex;
        }

        if ((All & RunReadings.WordRow) != 0 && (CompressedRuns.HasMark<Base32Decoder<Base32Digits>>(text)
            || CompressedRuns.HasMark<Base32Decoder<Base32HexDigits>>(text)))
        {
            found |= RunReadings.Upper32 | RunReadings.Lower32;
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Find(ReadOnlySpan<byte> text, RunBlocks blocks)
    {
        _count = 0;
        All = RunReadings.None;
        var found = new RunFinder(text, Base64Decoder.Alphabets[0], blocks);
        while (found.MoveNext())
        {
            Judge(found.Run, found.Start);
        }
    }

    private void Judge(in EncodedRun run, int start)
    {
        var found = RunJudge.Judge(run, Streams);
        All |= found;
        if ((found & RunReadings.All) != 0)
        {
            Add(new WantedRun(start, run.Length, found));
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
