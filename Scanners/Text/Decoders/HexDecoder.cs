using System.Buffers;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Hexadecimal without separators (RFC 4648 §8), either case, at either parity.</summary>
internal readonly struct HexDecoder : IRunDecoder
{
    private static readonly RunAlphabet[] Sets = [new("0123456789abcdefABCDEF"u8)];

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Hex;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => Sets;

    /// <inheritdoc/>
    public static uint Alignments(in EncodedRun run) => 0b11;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => "1f8b08"u8;

    /// <inheritdoc/>
    public static bool BeginsAsCompressed(ReadOnlySpan<byte> run) =>
        run.StartsWith("789c"u8) || run.StartsWith("78da"u8);

    /// <inheritdoc/>
    public static int Decode(in EncodedRun run, int alignment, Span<byte> destination)
    {
        ReadOnlySpan<byte> digits = run.Bytes[alignment..];
        return Convert.FromHexString(digits[..(digits.Length & ~1)], destination, out _, out int written)
            == OperationStatus.Done ? written : 0;
    }
}
