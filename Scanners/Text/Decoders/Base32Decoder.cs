using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base32 (RFC 4648 §6 and §7), all upper or all lower case, padded or not.</summary>
/// <typeparam name="TDigits">The alphabet.</typeparam>
internal readonly struct Base32Decoder<TDigits> : IRunDecoder, IGroupGate
    where TDigits : struct, IBase32Digits
{
    // A long run of one case and few digits is rarely base32 and never base32 glued to a prefix.
    private const int MaxGluedLength = 512;

    private static readonly RunAlphabet[] s_sets = [new(TDigits.Upper), new(TDigits.Lower)];

    private const int Quantum = 8;
    private const int GroupBytes = 5;

    // How many characters tell whether a long run is text from its start.
    private const int Probe = 16;

    // What the characters of a group of eight can be when its five bytes are ASCII: the highest bit of each byte is
    // zero, and the first is printable, a tab, a line break or zero (UTF-16).
    private static readonly RunAlphabet s_first = Members(static value => value is 0 or 1 or (>= 4 and < 16));
    private static readonly RunAlphabet s_second = Members(static value => (value & 2) == 0);
    private static readonly RunAlphabet s_fourth = Members(static value => (value & 8) == 0);
    private static readonly RunAlphabet s_fifth = Members(static value => (value & 1) == 0);
    private static readonly RunAlphabet s_seventh = Members(static value => (value & 4) == 0);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base32;

    /// <inheritdoc/>
    public static ReadOnlySpan<RunAlphabet> Alphabets => s_sets;

    /// <inheritdoc/>
    public static RunReadings Readings(RunAlphabet alphabet) =>
        ReferenceEquals(alphabet, s_sets[0]) ? RunReadings.Upper32 : RunReadings.Lower32;

    /// <inheritdoc/>
    /// <remarks>
    /// A place is worth trying when the eight bytes that begin there can be text; the start of a long run also when its
    /// first bytes are text that is not ASCII.
    /// </remarks>
    public static uint Alignments(in EncodedRun run)
    {
        if (TDigits.IsForeign(run.Bytes))
        {
            return 0;
        }

        var places = TextProbe.BeginsAsText<Base32Decoder<TDigits>>(run, Probe) ? 1u : 0;
        if (run.Length > MaxGluedLength)
        {
            return places != 0 ? places : GroupGate.Alignments<Base32Decoder<TDigits>>(run, Quantum) & 1;
        }

        return places | GroupGate.Alignments<Base32Decoder<TDigits>>(run, Quantum);
    }

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> GzipMark => TDigits.GzipMark;

    /// <inheritdoc/>
    public static bool BeginsAsCompressed(ReadOnlySpan<byte> run) => false;

    /// <inheritdoc/>
    public static int Reach => Quantum + 4;

    /// <inheritdoc/>
    public static ulong Places(ref byte block) => Places(ref block, CharacterClasses.BlockLength);

    // Of the first characters alone: what is behind them may give any places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Places(ref byte block, int length)
    {
        var starts = s_first.MaskOfFirst(ref block, length) & (s_second.MaskOfFirst(ref block, length) >> 1)
            & (s_fourth.MaskOfFirst(ref block, length) >> 3);
        starts &= starts >> Quantum;
        return starts == 0 ? 0 : starts
            & (s_fifth.MaskOfFirst(ref block, length) >> 4) & (s_seventh.MaskOfFirst(ref block, length) >> 6);
    }

    /// <summary>False for a run of fewer than sixty-four characters that holds no text in any place.</summary>
    /// <param name="run">Its start, with at least sixty-four bytes behind it.</param>
    /// <param name="length">How many characters it has.</param>
    internal static bool MayBeShort(ref byte run, int length) =>
        (Places(ref run, length) & ((1UL << (length - Reach + 1)) - 1)) != 0;

    /// <inheritdoc/>
    public static int Decode(in EncodedRun run, int alignment, Span<byte> destination)
    {
        var characters = run.Bytes[alignment..];
        var written = 0;
        for (; characters.Length >= Quantum; characters = characters[Quantum..])
        {
            var group = Group(BinaryPrimitives.ReadUInt64BigEndian(characters));
            destination[written + 4] = (byte)group;
            BinaryPrimitives.WriteUInt32BigEndian(destination[written..], (uint)(group >> 8));
            written += GroupBytes;
        }

        return written + DecodeRest(characters, destination[written..]);
    }

    private static int DecodeRest(ReadOnlySpan<byte> characters, Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[Quantum];
        padded.Fill(TDigits.Upper[0]);
        characters.CopyTo(padded);
        var group = Group(BinaryPrimitives.ReadUInt64BigEndian(padded));
        var whole = characters.Length * GroupBytes / Quantum;
        for (var i = 0; i < whole; i++)
        {
            destination[i] = (byte)(group >> (8 * (GroupBytes - 1 - i)));
        }

        return whole;
    }

    private static ulong Group(ulong digits) => Base32Bits.Pack(TDigits.Values(digits));

    private static int Value(byte digit) => (int)TDigits.Values(digit * Base32Bits.One) & 0x1F;

    private static RunAlphabet Members(Predicate<int> belongs) =>
        TextProbe.Digits([.. TDigits.Upper, .. TDigits.Lower], Value, belongs);
}
