using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Pieces;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Runs that look random, read backwards and with their letters shifted by thirteen places.</summary>
/// <remarks>Only formats with a mark of their own count in such a reading: any random run is as random
/// backwards.</remarks>
internal readonly struct MirroredRuns 
{
    /// <summary>So many places a letter is shifted, half of the alphabet.</summary>
    private const int Half = 13;

    /// <summary>Longer runs are data.</summary>
    internal const int MaxRun = 256;

    /// <summary>Shorter ones between slashes are dates and version numbers.</summary>
    private const int MinSegment = 8;

    /// <summary>So many bytes are read this way; what has more random runs is data as well.</summary>
    private const int MaxRead = 16 * 1024;

    /// <summary>The name findings carry.</summary>
    internal static Decoding Decoding => Decoding.Mirrored;

    /// <summary>The most bytes that the readings of a text of this length take.</summary>
    internal static int MaxLength(int length) => Math.Min(2 * length, MaxRead + (2 * MaxRun)) + 4;

    /// <summary>Writes both readings of each run that looks random.</summary>
    /// <param name="text">The text.</param>
    /// <param name="runs">Its runs.</param>
    /// <param name="withWords">Whether words and numbers count as random.</param>
    /// <param name="destination">Takes the readings.</param>
    /// <returns>The number of bytes written.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Extract(ReadOnlySpan<byte> text, WantedRuns runs, bool withWords, Span<byte> destination)
    {
        var written = 0;
        foreach (var wanted in runs.Runs)
        {
            if (written >= MaxRead)
            {
                break;
            }

            var encoded = wanted.In(text);
            var run = encoded.Bytes;
            if ((wanted.Readings & RunReadings.Mirrored) == 0
                || run.Length > MaxRun || !IsCandidate(encoded, withWords))
            {
                continue;
            }

            var reversed = destination.Slice(written, run.Length);
            run.CopyTo(reversed);
            reversed.Reverse();
            destination[written + run.Length] = (byte)' ';
            written += run.Length + 1;
            Shift(run, destination[written..]);
            written += run.Length;
            destination[written++] = (byte)' ';
        }

        return written;
    }

    // A digest or a UUID has no mark of a format in it, whichever way it is read, nor have words and numbers; in paths
    // and queries there are many.
    private static bool IsCandidate(EncodedRun run, bool withWords)
    {
        if (HexDigits.AreAll(run) || !GluedMatch.IsRandom(run) || IsName(run))
            return false;
        var slash = run.Bytes.IndexOf((byte)'/');
        if (slash < 0)
            return withWords || !PlainText.IsPlain(run.Bytes, run.Text.Length);
        for (; slash >= 0; slash = run.Bytes.IndexOf((byte)'/'))
        {
            if (IsCandidateSegment(run.First(slash), withWords))
                return true;
            run = run.From(slash + 1);
        }

        return IsCandidateSegment(run, withWords);
    }

    // IllegalStateException: words, which are none when they are read this way.
    private static bool IsName(in EncodedRun run) =>
        !run.Bytes.ContainsAnyInRange((byte)'0', (byte)'9')
        && PlainText.IsPlain(run.Bytes, run.Text.Length);

    private static bool IsCandidateSegment(in EncodedRun segment, bool withWords) =>
        segment.Length >= MinSegment && GluedMatch.IsRandom(segment) && !HexDigits.AreAll(segment.Bytes)
        && (withWords || !PlainText.IsPlain(segment.Bytes, segment.Text.Length));

    /// <summary>Writes a run with its letters shifted.</summary>
    internal static void Shift(ReadOnlySpan<byte> run, Span<byte> destination)
    {
        var at = 0;
        for (; at + Vector128<byte>.Count <= run.Length; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(run[at..]);
            var letters = (bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a');
            var isFirst = Vector128.LessThan(letters, Vector128.Create((byte)Half));
            var isLetter = Vector128.LessThan(letters, Vector128.Create((byte)(2 * Half)));
            var shifted = Vector128.ConditionalSelect(
                isFirst, bytes + Vector128.Create((byte)Half), bytes - Vector128.Create((byte)Half));
            Vector128.ConditionalSelect(isLetter, shifted, bytes).CopyTo(destination[at..]);
        }

        for (; at < run.Length; at++)
        {
            var letter = (run[at] | 0x20) - 'a';
            destination[at] = (byte)(letter is < 0 or >= 2 * Half ? run[at]
                : letter < Half ? run[at] + Half : run[at] - Half);
        }
    }
}
