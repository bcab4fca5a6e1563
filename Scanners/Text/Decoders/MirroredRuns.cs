namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Runs that look random, read backwards and with their letters shifted by thirteen places.</summary>
/// <remarks>Only formats with a mark of their own count in such a reading: any random run is as random backwards.</remarks>
internal readonly struct MirroredRuns : ITextExtractor
{
    /// <summary>No secret that somebody writes by hand is longer.</summary>
    private const int MaxRun = 512;

    private static readonly RunAlphabet Characters =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Mirrored;

    /// <inheritdoc/>
    public static int MaxLength(int length) => (2 * length) + 4;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        var runs = new RunFinder(text, Characters);
        while (runs.MoveNext())
        {
            ReadOnlySpan<byte> run = runs.Current;
            if (run.Length > MaxRun || !GluedMatch.IsRandom(run) || IsHexadecimal(run))
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

    private static byte Shift(byte character)
    {
        int letter = (character | 0x20) - 'a';
        return letter is >= 0 and < 26 ? (byte)(((letter + 13) % 26) + 'a' - 0x20 + (character & 0x20)) : character;
    }

    // A digest or a UUID has no mark of a format in it, whichever way it is read.
    private static bool IsHexadecimal(ReadOnlySpan<byte> run)
    {
        foreach (byte character in run)
        {
            if (character != '-' && !HexDigits.IsDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
