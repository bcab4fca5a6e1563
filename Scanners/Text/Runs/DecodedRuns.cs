using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Decodes the runs of an encoding.</summary>
internal static class DecodedRuns
{
    /// <summary>Makes one view of all runs, so that many small ones cost one scan, and one of every stream among
    /// them.</summary>
    internal static void Add<TDecoder>(ReadOnlySpan<byte> text, WantedRuns runs, in View view, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        // Short streams are looked for in the encoding in which they are sent.
        bool seeksStreams = (runs.All & RunReadings.VeryLong) != 0 || typeof(TDecoder) == typeof(Base64Decoder);
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
        bool hasStream = false;
        int written = 0;
        foreach (RunAlphabet alphabet in TDecoder.Alphabets)
        {
            var runs = new DecoderRuns<TDecoder>(text, alphabet, wanted);
            bool hasMark = (wanted.Streams & TDecoder.Readings(alphabet)) != 0;
            while (runs.MoveNext())
            {
                hasStream = hasStream || (seeksStreams && CompressedRuns.PlaceIn<TDecoder>(runs.Run, hasMark) >= 0);
                written += Decode<TDecoder>(runs.Run, written, tree);
            }
        }

        tree.Add(written, view.Depth + 1, view.Chain.Then(TDecoder.Decoding), ViewState.None);
        return hasStream;
    }

    private static int Decode<TDecoder>(in EncodedRun run, int pending, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        Span<byte> memory = tree.Reserve(pending, run.Length + IRunDecoder.Slack);
        if (TDecoder.TryText(run, memory, out int length) && tree.Affords(pending + length + 1))
        {
            memory[length] = (byte)' ';
            return length + 1;
        }

        int kept = 0;
        for (uint places = TDecoder.Alignments(run); places != 0; places &= places - 1)
        {
            int alignment = BitOperations.TrailingZeroCount(places);
            Span<byte> destination = tree.Reserve(pending + kept, run.Length + IRunDecoder.Slack);
            int written = TDecoder.Decode(run, alignment, destination);
            DecodedKind kind = DecodedBytes.Judge(destination[..written]);
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
