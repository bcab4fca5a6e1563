using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Inflates the runs of an encoding that hold compressed data.</summary>
internal static class CompressedRuns
{
    private const int MaxStreams = 64;
    private const int MaxTries = 32; // runs that only begin like a stream cost little

    /// <summary>True when the mark of gzip stands in a text.</summary>
    internal static bool HasMark<TDecoder>(ReadOnlySpan<byte> text)
        where TDecoder : struct, IRunDecoder => !TDecoder.GzipMark.IsEmpty && text.IndexOf(TDecoder.GzipMark) >= 0;

    /// <summary>Where in a run a stream may begin; negative when there is none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="hasMark">False when the mark of gzip is nowhere in the text.</param>
    internal static int PlaceIn<TDecoder>(in EncodedRun run, bool hasMark)
        where TDecoder : struct, IRunDecoder
    {
        if (TDecoder.BeginsAsCompressed(run.Bytes) && BeginsAsCompressed<TDecoder>(run))
            return 0;
        var place = hasMark ? run.Bytes.IndexOf(TDecoder.GzipMark) : -1;
        return place >= 0 && BeginsAsCompressed<TDecoder>(run.From(place)) ? place : -1;
    }

    /// <summary>Makes a view of every stream; too many of them exhaust the tree.</summary>
    internal static void Add<TDecoder>(ReadOnlySpan<byte> text, WantedRuns wanted, in View view, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        var streams = 0;
        foreach (var alphabet in TDecoder.Alphabets)
        {
            var runs = new DecoderRuns<TDecoder>(text, alphabet, wanted);
            var hasMark = (wanted.Streams & TDecoder.Readings(alphabet)) != 0;
            while (runs.MoveNext())
            {
                var place = PlaceIn<TDecoder>(runs.Run, hasMark);
                if (place < 0)
                {
                    continue;
                }

                var isStream = AddOne<TDecoder>(runs.Run.From(place), view, tree);
                // What only begins like a stream may have one of gzip behind it.
                if (!isStream && place == 0 && hasMark && runs.Run.Bytes.IndexOf(TDecoder.GzipMark) is > 0 and var mark)
                    isStream = AddOne<TDecoder>(runs.Run.From(mark), view, tree);
                streams += isStream ? MaxTries : 1;
                if (streams >= MaxStreams * MaxTries)
                {
                    tree.GiveUp();
                    return;
                }
            }
        }
    }

    [SkipLocalsInit]
    private static bool BeginsAsCompressed<TDecoder>(in EncodedRun run)
        where TDecoder : struct, IRunDecoder
    {
        const int Probe = 64;
        Span<byte> start = stackalloc byte[Probe];
        return CompressedBytes.IsCandidate(
            start[..TDecoder.Decode(run.First(Math.Min(run.Length, Probe)), 0, start)]);
    }

    // False when it only began like a stream.
    private static bool AddOne<TDecoder>(in EncodedRun run, in View view, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        var memory = tree.Reserve(0, run.Length + CompressedBytes.MaxLength);
        var packed = TDecoder.Decode(run, 0, memory);
        var written = CompressedBytes.Inflate(memory[..packed], memory[packed..]);
        // Without a header only the outcome tells whether it was a stream.
        var kind = DecodedBytes.Judge(memory.Slice(packed, written));
        if (kind == DecodedKind.Noise
            || (kind == DecodedKind.Mixed && !CompressedBytes.HasHeader(memory[..packed])))
        {
            return false;
        }

        memory.Slice(packed, written).CopyTo(memory);
        var chain = view.Chain.Then(TDecoder.Decoding).Then(Decoding.Compression);
        tree.Add(written, view.Depth + 1, chain, ViewState.None);
        return true;
    }
}
