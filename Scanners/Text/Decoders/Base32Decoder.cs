namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base32 (RFC 4648 §6), all upper or all lower case, padded or not.</summary>
internal readonly struct Base32Decoder : IRunDecoder
{
    // A long run of one case and few digits is rarely base32 and never base32 glued to a prefix.
    private const int MaxGluedLength = 512;

    private static readonly RunAlphabet[] Sets =
        [new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8), new("abcdefghijklmnopqrstuvwxyz234567"u8)];

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base32;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => Sets;

    /// <inheritdoc/>
    public static uint Alignments(ReadOnlySpan<byte> run) => run.Length <= MaxGluedLength ? 0xFFu : 1u;

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> run, int alignment, Span<byte> destination)
    {
        int written = 0;
        int bits = 0;
        uint value = 0;
        foreach (byte character in run[alignment..])
        {
            uint digit = (uint)(character < 'A' ? character - '2' + 26 : (character & 0x1F) - 1);
            value = (value << 5) | digit;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                destination[written++] = (byte)(value >> bits);
            }
        }

        return written;
    }
}
