using System.Buffers;
using System.Buffers.Text;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base64 with either alphabet, even mixed, padded or not (RFC 4648 §4 and §5), at any alignment.</summary>
internal readonly struct Base64Decoder : IRunDecoder
{
    private const int Quantum = 4;

    // A multiple of four that leaves four groups of overlap between blocks.
    private const int GroupStep = CharacterClasses.BlockLength - 16;

    private static readonly RunAlphabet[] Sets =
        [new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8)];

    // Zero (UTF-16), tab and the line breaks, and everything printable in ASCII.
    private static readonly RunAlphabet GroupStarts = new("ACDIJKLMNOPQRSTUVWXYZabcdef"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base64;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => Sets;

    /// <inheritdoc/>
    /// <remarks>
    /// The first character of each group of four holds the upper six bits of a byte; where four groups in a row begin
    /// with one that a text byte can have, the place is worth trying. The start of a long run always is, since it may
    /// hold
    /// text that is not ASCII; short runs are mostly paths and names.
    /// </remarks>
    public static uint Alignments(ReadOnlySpan<byte> run)
    {
        uint places = run.Length >= CharacterClasses.BlockLength ? 1u : 0;
        for (int at = 0; at < run.Length && places != 0xF; at += GroupStep)
        {
            ulong starts = GroupStarts.Mask(run[at..]);
            starts &= starts >> 4;
            starts &= starts >> 8;
            starts |= starts >> 32;
            starts |= starts >> 16;
            starts |= starts >> 8;
            places |= (uint)(starts | (starts >> 4)) & 0xF;
        }

        return places;
    }

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
