using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Decodes the runs of an encoding.</summary>
internal static class DecodedRuns
{
    // So much free memory is asked for at a time, and not for every run.
    private const int Stretch = 4096;

    /// <summary>Makes one view of all runs, so that many small ones cost one scan, and one of every stream among
    /// them.</summary>
    internal static void Add<TDecoder>(ReadOnlySpan<byte> text, WantedRuns runs, in View view, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        // Short streams are looked for in the encoding in which they are sent.
        var seeksStreams = (runs.All & RunReadings.VeryLong) != 0 || typeof(TDecoder) == typeof(Base64Decoder);
        if (AddTexts<TDecoder>(text, runs, view, seeksStreams, tree))
        {
            CompressedRuns.Add<TDecoder>(text, runs, view, tree);
        }
    }

    // Tells whether streams are among the runs, if they are looked for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AddTexts<TDecoder>(
        ReadOnlySpan<byte> text, WantedRuns wanted, in View view, bool seeksStreams, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        var hasStream = false;
        var written = 0;
        var left = tree.Left;
        Span<byte> memory = default;
        foreach (var alphabet in TDecoder.Alphabets)
        {
            var runs = new DecoderRuns<TDecoder>(text, alphabet, wanted);
            var hasMark = (wanted.Streams & TDecoder.Readings(alphabet)) != 0;
            while (runs.MoveNext())
            {
                var run = runs.Run;
                hasStream = hasStream || (seeksStreams && CompressedRuns.PlaceIn<TDecoder>(run, hasMark) >= 0);
                if (memory.Length < run.Length + IRunDecoder.Slack)
                {
                    memory = tree.Reserve(written, Math.Max(run.Length, Stretch) + IRunDecoder.Slack);
                }

                if (TDecoder.TryText(run, memory, out var length)
                    && (written + length < left || tree.Affords(written + length + 1)))
                {
                    memory[length++] = (byte)' ';
                    memory = memory[length..];
                    written += length;
                    continue;
                }

                written += Decode<TDecoder>(run, written, tree);
                memory = default; // it may have moved
            }
        }

        tree.Add(written, view.Depth + 1, view.Chain.Then(TDecoder.Decoding), ViewState.None);
        return hasStream;
    }

    // What is called and not put in place leaves the compiler the means to do so with the rest.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Decode<TDecoder>(in EncodedRun run, int pending, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        var kept = 0;
        for (var places = TDecoder.Alignments(run); places != 0; places &= places - 1)
        {
            var alignment = BitOperations.TrailingZeroCount(places);
            var destination = tree.Reserve(pending + kept, run.Length + IRunDecoder.Slack);
            var written = TDecoder.Decode(run, alignment, destination);
            var kind = DecodedBytes.Judge(destination[..written]);
            if (kind == DecodedKind.Noise || !tree.Affords(pending + kept + written + 1))
            {
                continue;
            }

            destination[written] = (byte)' ';
            kept += written + 1;
            if (kind == DecodedKind.Text)
            {
                break;
            }
        }

        return kept;
    }
}
