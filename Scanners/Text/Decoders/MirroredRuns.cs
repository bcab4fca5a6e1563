namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Runs that look random, read backwards and with their letters shifted by thirteen places.</summary>
/// <remarks>Only formats with a mark of their own count in such a reading: any random run is as random
/// backwards.</remarks>
internal readonly struct MirroredRuns : ITextExtractor
{
    /// <summary>Longer runs are data.</summary>
    private const int MaxRun = 256;

    /// <summary>Shorter ones between slashes are dates and version numbers.</summary>
    private const int MinSegment = 8;

    /// <summary>So many bytes are read this way; what has more random runs is data as well.</summary>
    private const int MaxRead = 16 * 1024;

    private static readonly RunAlphabet Characters =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Mirrored;

    /// <inheritdoc/>
    public static int MaxLength(int length) => Math.Min(2 * length, MaxRead + (2 * MaxRun)) + 4;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination) => Extract(text, default, destination);

    /// <summary>The same where it is known in which blocks the runs lie.</summary>
    internal static int Extract(ReadOnlySpan<byte> text, RunBlocks blocks, Span<byte> destination)
    {
        int written = 0;
        var runs = new RunFinder(text, Characters, blocks);
        while (written < MaxRead && runs.MoveNext())
        {
            ReadOnlySpan<byte> run = runs.Current;
            if (run.Length > MaxRun || !IsCandidate(runs.Run))
            {
                continue;
            }

            Span<byte> reversed = destination.Slice(written, run.Length);
            run.CopyTo(reversed);
            reversed.Reverse();
            destination[written + run.Length] = (byte)' ';
            written += run.Length + 1;
            foreach (byte character in run)
            {
                destination[written++] = Shift(character);
            }

            destination[written++] = (byte)' ';
        }

        return written;
    }

    // A digest or a UUID has no mark of a format in it, whichever way it is read, and in paths there are many.
    private static bool IsCandidate(EncodedRun run)
    {
        if (!GluedMatch.IsRandom(run) || HexDigits.AreAll(run) || IsName(run))
            return false;
        while (run.Bytes.IndexOf((byte)'/') is var slash and >= 0)
        {
            if (IsCandidateSegment(run.First(slash)))
                return true;
            run = run.From(slash + 1);
        }

        return IsCandidateSegment(run);
    }

    // IllegalStateException: words, which are none when they are read this way.
    private static bool IsName(in EncodedRun run) =>
        !run.Bytes.ContainsAnyInRange((byte)'0', (byte)'9')
        && PlainText.IsPlain(run.Bytes, run.Text.Length);

    private static bool IsCandidateSegment(in EncodedRun segment) =>
        segment.Length >= MinSegment && GluedMatch.IsRandom(segment) && !HexDigits.AreAll(segment.Bytes);

    private static byte Shift(byte character)
    {
        int letter = (character | 0x20) - 'a';
        return letter is >= 0 and < 26 ? (byte)(((letter + 13) % 26) + 'a' - 0x20 + (character & 0x20)) : character;
    }
}
