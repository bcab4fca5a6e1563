using System.Buffers;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Hexadecimal without separators (RFC 4648 §8), either case, at either parity.</summary>
internal readonly struct HexDecoder : IRunDecoder
{
    // The first digits of pairs from the start on.
    private const ulong Pairs = 0x5555555555555555;

    // So many at an end may be the beginning of sixteen bytes of text, together with what follows.
    private const ulong NearPairs = 0x5555;
    private const int Near = 16;

    private static readonly RunAlphabet[] s_sets = [new("0123456789abcdefABCDEF"u8)];

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Hex;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => s_sets;

    /// <inheritdoc/>
    public static RunReadings Readings(RunAlphabet alphabet) => RunReadings.Hex;

    /// <inheritdoc/>
    /// <remarks>
    /// A pair's first digit tells a character of ASCII, a control character, or the place it has in a character of
    /// UTF-8 (RFC 3629 §3): digests are told by these to be no text.
    /// </remarks>
    public static uint Alignments(in EncodedRun run)
    {
        if (run.Length > CharacterClasses.BlockLength)
        {
            return 0b11;
        }

        var block = new PairStarts(run);
        uint found = 0;
        for (var alignment = 0; alignment < 2; alignment++)
        {
            var pairs = (Pairs << alignment) & (ulong.MaxValue >> (CharacterClasses.BlockLength + 1 - run.Length));
            found |= block.MayBeUtf8(pairs) || HoldsTextRun(block.Text & pairs) ? 1u << alignment : 0;
        }

        return found;
    }

    /// <summary>True for digits that are no text, wherever pairs begin and whatever stands before and behind.</summary>
    internal static bool IsDigest(in EncodedRun run)
    {
        if (run.Length is < TextTraitsReader.RunLength or > CharacterClasses.BlockLength
            || BeginsAsCompressed(run.Bytes) || run.Bytes.IndexOf(GzipMark) >= 0)
        {
            return false;
        }

        var block = new PairStarts(run);
        return block.AreDigits(run.Length) && IsNoise(block, run.Length, 0) && IsNoise(block, run.Length, 1);
    }

    private static bool IsNoise(in PairStarts block, int length, int alignment)
    {
        var pairs = (Pairs << alignment) & (ulong.MaxValue >> (CharacterClasses.BlockLength + 1 - length));
        var others = pairs & ~block.Text;
        var last = pairs & (ulong.MaxValue << (length - Near));
        return (others & (NearPairs << alignment)) != 0 && (others & last) != 0 && block.IsBroken(pairs);
    }

    // Sixteen bytes in a row are text in the midst of noise.
    private static bool HoldsTextRun(ulong text)
    {
        text &= text >> 2;
        text &= text >> 4;
        text &= text >> 8;
        return (text & (text >> 16)) != 0;
    }

    /// <summary>What the digits of a run are when they are the first of a pair.</summary>
    private readonly ref struct PairStarts
    {
        private readonly ulong _continued;
        private readonly ulong _leading;
        private readonly ulong _control;

        public PairStarts(in EncodedRun run)
        {
            var bytes = LastBlock.LoadAt(run.Text, 0, 0);
            Text = LaneMasks.InRange(bytes, (byte)'2', (byte)'7') | LaneMasks.Of(bytes, '0');
            _continued = LaneMasks.InRange(bytes, (byte)'8', (byte)'9')
                | LaneMasks.InRangeOfEitherCase(bytes, (byte)'a', (byte)'b');
            _leading = LaneMasks.InRangeOfEitherCase(bytes, (byte)'c', (byte)'f');
            _control = LaneMasks.Of(bytes, '1');
        }

        /// <summary>Printable, or tab, line break or zero.</summary>
        public ulong Text { get; }

        /// <summary>True when nothing but digits is among the first characters.</summary>
        public bool AreDigits(int length) =>
            ~(Text | _continued | _leading | _control) << (CharacterClasses.BlockLength - length) == 0;

        // Each leading byte is followed by one that continues it, and nothing else is.
        public bool MayBeUtf8(ulong pairs) =>
            (_control & pairs) == 0
            && (_continued & pairs & ~((_leading | _continued) << 2)) == 0
            && (_leading & pairs & ~(_continued >> 2)) == 0
            && (_leading & pairs & ~(pairs >> 2)) == 0;

        /// <summary>The same is not so, however the characters at both ends go on.</summary>
        public bool IsBroken(ulong pairs) =>
            (_control & pairs) != 0
            || (_continued & pairs & (pairs << 2) & ~((_leading | _continued) << 2)) != 0
            || (_leading & pairs & (pairs >> 2) & ~(_continued >> 2)) != 0;
    }

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => "1f8b08"u8;

    /// <inheritdoc/>
    public static bool BeginsAsCompressed(ReadOnlySpan<byte> run) =>
        run.StartsWith("789c"u8) || run.StartsWith("78da"u8);

    /// <inheritdoc/>
    public static int Decode(in EncodedRun run, int alignment, Span<byte> destination)
    {
        var digits = run.Bytes[alignment..];
        return Convert.FromHexString(digits[..(digits.Length & ~1)], destination, out _, out var written)
            == OperationStatus.Done ? written : 0;
    }
}
