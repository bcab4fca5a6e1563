using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base64 with either alphabet, even mixed, padded or not (RFC 4648 §4 and §5), at any alignment.</summary>
internal readonly struct Base64Decoder : IRunDecoder, IGroupGate
{
    private const int Quantum = 4;

    private static readonly RunAlphabet[] s_sets =
        [new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8)];

    private static readonly byte[] s_values = MakeValues();

    // How many characters tell whether a long run is text from its start.
    private const int Probe = 64;

    // What the characters of a group can be when its three bytes are printable ASCII, tab, line breaks or zero
    // (UTF-16):
    // the upper half of the first byte, of the second, and the upper two bits of the third.
    private static readonly RunAlphabet s_groupStarts = new("ACDIJKLMNOPQRSTUVWXYZabcdef"u8);
    private static readonly RunAlphabet s_groupSeconds = Members(static value => (value & 15) is 0 or (>= 2 and <= 7));
    private static readonly RunAlphabet s_groupThirds = Members(static value => (value & 2) == 0);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base64;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => s_sets;

    /// <inheritdoc/>
    public static RunReadings Readings(RunAlphabet alphabet) => RunReadings.Base64;

    /// <inheritdoc/>
    public static bool IsWhole => true;

    /// <inheritdoc/>
    /// <remarks>
    /// Where three groups in a row can be nothing but text, and a fourth begins as one, the place is worth trying. The
    /// start of a long run is also where its first bytes are text that is not ASCII; short runs are mostly paths and
    /// names.
    /// </remarks>
    public static uint Alignments(in EncodedRun run) =>
        GroupGate.Alignments<Base64Decoder>(run, Quantum)
        | (TextProbe.BeginsAsText<Base64Decoder>(run, Probe) ? 1u : 0);

    /// <inheritdoc/>
    public static bool TryText(in EncodedRun run, Span<byte> destination, out int written) =>
        TryStart(run, destination, out written) && written >= DecodedBytes.MinLength;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => "H4sI"u8;

    /// <inheritdoc/>
    /// <remarks>The first bits of zlib and of bare deflate.</remarks>
    public static bool BeginsAsCompressed(ReadOnlySpan<byte> run) =>
        run[0] == 'e' || (BeginsAsDeflate(run) && !HexDigits.AreAll(run));

    /// <summary>The same where it is known whether the run is hexadecimal, with or without dashes.</summary>
    internal static bool BeginsAsCompressed(ReadOnlySpan<byte> run, bool isHex) =>
        run[0] == 'e' || (!isHex && BeginsAsDeflate(run));

    /// <inheritdoc/>
    public static int Reach => (Quantum * 3) + 1;

    /// <inheritdoc/>
    public static ulong Places(ref byte block)
    {
        const int All = CharacterClasses.BlockLength;
        return Places(ref block, s_groupStarts.MaskOfFirst(ref block, All), All);
    }

    // Of the first characters alone: what is behind them may give any places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Places(ref byte block, ulong starts, int length)
    {
        var groups = starts
            & (s_groupSeconds.MaskOfFirst(ref block, length) >> 1) & (s_groupThirds.MaskOfFirst(ref block, length) >> 2);
        return groups & (groups >> 4) & (groups >> 8) & (starts >> 12);
    }

    /// <summary>False for a run of fewer than sixty-four characters that holds no text in any place.</summary>
    /// <param name="run">Its start, with at least sixty-four bytes behind it.</param>
    /// <param name="length">How many characters it has.</param>
    internal static bool MayBeShort(ref byte run, int length)
    {
        const ulong FromStart = 0b1_0001_0001_0001;
        var starts = s_groupStarts.MaskOfFirst(ref run, length);
        if ((starts & FromStart) == FromStart)
        {
            return true; // most likely it is, which the decoding tells
        }

        var places = (1UL << (length - Reach + 1)) - 1;
        return (starts & (starts >> 4) & (starts >> 8) & (starts >> 12) & places) != 0
            && (Places(ref run, starts, length) & places) != 0;
    }

    /// <inheritdoc/>
    public static int Decode(in EncodedRun run, int alignment, Span<byte> destination)
    {
        var rest = run.From(alignment);
        return ShortBase64.TryDecode(rest, destination, out var written, out _)
            ? written : DecodeLong(rest.Bytes, destination);
    }

    // The first six bits of printable ASCII; what begins with others is not worth decoding.
    private static bool TryStart(in EncodedRun run, Span<byte> destination, out int written)
    {
        written = 0;
        return Value(run.Text[0]) is >= ' ' >> 2 and <= '~' >> 2
            && ShortBase64.TryDecode(run, destination, out written, out var isText) && isText;
    }

    private static int DecodeLong(ReadOnlySpan<byte> run, Span<byte> destination)
    {
        var tail = run.Length % Quantum;
        var lastValues = 0;
        foreach (var character in run[^tail..])
        {
            lastValues = (lastValues << 6) | Value(character);
        }

        if (DecodeGroups(run[..^tail], destination, out var written) != OperationStatus.Done)
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

    // RFC 1951 §3.2.3: the lowest bit says that the block is the last, the two above it how it is coded.
    // Hexadecimal, such as fonts are written in, has these bits all over.
    private static bool BeginsAsDeflate(ReadOnlySpan<byte> run) =>
        (((Value(run[0]) << 2) | ((Value(run[1]) >> 4) & 3)) & 7) is 3 or 5;

    private static OperationStatus DecodeGroups(ReadOnlySpan<byte> groups, Span<byte> destination, out int written)
    {
        if (!groups.ContainsAny((byte)'-', (byte)'_'))
        {
            return Base64.DecodeFromUtf8(groups, destination, out _, out written);
        }

        var standard = destination[..groups.Length];
        groups.CopyTo(standard);
        standard.Replace((byte)'-', (byte)'+');
        standard.Replace((byte)'_', (byte)'/');
        return Base64.DecodeFromUtf8InPlace(standard, out written);
    }

    private static RunAlphabet Members(Predicate<int> belongs) =>
        TextProbe.Digits("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8, Value, belongs);

    private static int Value(byte character) => s_values[character];

    private static byte[] MakeValues()
    {
        var values = new byte[byte.MaxValue + 1];
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < digits.Length; i++)
        {
            values[digits[i]] = (byte)i;
        }

        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }
}
