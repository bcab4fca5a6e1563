using System.Buffers;
using System.Buffers.Text;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base64 with either alphabet, even mixed, padded or not (RFC 4648 §4 and §5), at any alignment.</summary>
internal readonly struct Base64Decoder : IRunDecoder
{
    private const int Quantum = 4;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base64;

    /// <inheritdoc/>
    public static bool TryNext(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> run)
    {
        run = rest;
        rest = default;
        return !run.IsEmpty;
    }

    /// <inheritdoc/>
    public static int Alignments(ReadOnlySpan<byte> run) => Quantum;

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> run, int alignment, Span<byte> destination)
    {
        run = run[alignment..];
        int tail = run.Length % Quantum;
        Span<byte> standard = destination[..run.Length];
        run.CopyTo(standard);
        standard.Replace((byte)'-', (byte)'+');
        standard.Replace((byte)'_', (byte)'/');
        int lastValues = 0;
        foreach (byte character in standard[^tail..])
        {
            lastValues = (lastValues << 6) | Value(character);
        }

        if (Base64.DecodeFromUtf8InPlace(standard[..^tail], out int written) != OperationStatus.Done)
        {
            return 0; // not in the alphabet; a run finder does not give such runs
        }

        if (tail == 3)
        {
            destination[written++] = (byte)(lastValues >> 10);
            destination[written++] = (byte)(lastValues >> 2);
        }
        else if (tail == 2)
        {
            destination[written++] = (byte)(lastValues >> 4);
        }

        return written;
    }

    private static int Value(byte character) => character switch
    {
        >= (byte)'A' and <= (byte)'Z' => character - 'A',
        >= (byte)'a' and <= (byte)'z' => character - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => character - '0' + 52,
        (byte)'+' => 62,
        _ => 63,
    };
}
