using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text;

/// <summary>Inflates the runs of an encoding that hold compressed data.</summary>
internal static class CompressedRuns
{
    private const int MaxStreams = 64;
    private const int MaxTries = 32; // runs that only begin like a stream cost little

    /// <summary>Makes a view of every stream; too many of them exhaust the tree.</summary>
    internal static void Add<TDecoder>(ReadOnlySpan<byte> text, in View view, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        int streams = 0;
        foreach (RunAlphabet alphabet in TDecoder.Alphabets)
        {
            var runs = new RunFinder(text, alphabet);
            while (runs.MoveNext())
            {
                int place = TDecoder.CompressedPlace(runs.Current);
                if (place < 0 || !BeginsAsCompressed<TDecoder>(runs.Run.From(place)))
                {
                    continue;
                }

                streams += AddOne<TDecoder>(runs.Run.From(place), view, tree) ? MaxTries : 1;
                if (streams >= MaxStreams * MaxTries)
                {
                    tree.GiveUp();
                    return;
                }
            }
        }
    }

    private static bool BeginsAsCompressed<TDecoder>(EncodedRun run)
        where TDecoder : struct, IRunDecoder
    {
        const int Probe = 64;
        Span<byte> start = stackalloc byte[Probe];
        return CompressedBytes.IsCandidate(
            start[..TDecoder.Decode(run.First(Math.Min(run.Bytes.Length, Probe)), 0, start)]);
    }

    // False when it only began like a stream.
    private static bool AddOne<TDecoder>(EncodedRun run, in View view, ViewTree tree)
        where TDecoder : struct, IRunDecoder
    {
        Span<byte> memory = tree.Reserve(0, run.Bytes.Length + CompressedBytes.MaxLength);
        int packed = TDecoder.Decode(run, 0, memory);
        int written = CompressedBytes.Inflate(memory[..packed], memory[packed..]);
        // Without a header only the outcome tells whether it was a stream.
        DecodedKind kind = DecodedBytes.Judge(memory.Slice(packed, written));
        if (kind == DecodedKind.Noise
            || (kind == DecodedKind.Mixed && !CompressedBytes.HasHeader(memory[..packed])))
        {
            return false;
        }

        memory.Slice(packed, written).CopyTo(memory);
        DecodingChain chain = view.Chain.Then(TDecoder.Decoding).Then(Decoding.Compression);
        tree.Add(written, view.Depth + 1, chain, ViewState.None);
        return true;
    }
}
