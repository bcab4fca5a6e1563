using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Hexadecimal in groups that dashes part, as identifiers of traces are written (W3C Trace Context §3.2), with
/// something else in their place.
/// </summary>
internal readonly struct DashedHexDecoder : IRunDecoder
{
    private static readonly RunAlphabet[] s_sets = [new("0123456789abcdefABCDEF-"u8)];

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Hex;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => s_sets;

    /// <inheritdoc/>
    public static RunReadings Readings(RunAlphabet alphabet) => RunReadings.DashedHex;

    /// <inheritdoc/>
    /// <remarks>At the start and behind one digit; runs without a dash are another decoder's.</remarks>
    public static uint Alignments(in EncodedRun run) => run.Bytes.Contains((byte)'-') ? 0b11u : 0;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => [];

    /// <inheritdoc/>
    public static bool BeginsAsCompressed(ReadOnlySpan<byte> run) => false;

    /// <inheritdoc/>
    public static int Decode(in EncodedRun run, int alignment, Span<byte> destination)
    {
        var written = 0;
        var held = 0;
        var half = false;
        foreach (var digit in run.Bytes[alignment..])
        {
            if (digit == '-')
                continue;
            held = (held << 4) | HexDigits.Value(digit);
            if (half)
                destination[written++] = (byte)held;
            half = !half;
        }

        return written;
    }
}
