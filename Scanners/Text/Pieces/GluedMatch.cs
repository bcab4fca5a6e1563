using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Decides whether a match counts that goes over a seam: a line break, a separator, the border of two
/// fields.</summary>
/// <remarks>
/// Words put end to end spell prefixes by chance (<c>monkey-</c> and <c>valuefoobar…</c>), empty assignments swallow
/// the
/// next line, columns of figures make card numbers. A cut secret differs: its format has a prefix of its own and its
/// text is random.
/// </remarks>
internal static class GluedMatch
{
    private const int MinDigits = 3;
    private const int MinCaseChanges = 4;

    /// <summary>True when the match is to be reported.</summary>
    internal static bool Counts(SecretRule rule, ReadOnlySpan<byte> match) =>
        rule.Shape == SecretShape.SeedPhrase
        || (IsUnmistakable(rule) && (IsRandom(match) || match.StartsWith(KeyLine)));

    /// <summary>True when the format of a rule counts by itself, without what stands around it.</summary>
    internal static bool IsUnmistakable(SecretRule rule) =>
        rule.Shape == SecretShape.None && !NeedsContext(rule.Validator);

    // The line that begins a private key (RFC 7468 §2) is what it is without a digit.
    private static ReadOnlySpan<byte> KeyLine => "-----BEGIN"u8;

    private static bool NeedsContext(SecretValidator validator) =>
        validator is SecretValidator.EthereumKey or SecretValidator.Assignment or SecretValidator.NamedValue
            or SecretValidator.ConnectionString or SecretValidator.SpokenSecret;

    /// <summary>False when nothing that lies in the text can count, however it is cut and put together.</summary>
    internal static bool MayCount(ReadOnlySpan<byte> text)
    {
        var digits = Count(text, (byte)'0', (byte)'9');
        var uppers = Count(text, (byte)'A', (byte)'Z');
        return MayCount(digits, uppers);
    }

    /// <summary>The same of a run that stands in a text.</summary>
    internal static bool MayCount(in EncodedRun run)
    {
        Count(run, out var digits, out var uppers);
        return MayCount(digits, uppers);
    }

    /// <summary>The same of two runs put together.</summary>
    internal static bool MayCount(in EncodedRun first, in EncodedRun second)
    {
        Count(first, out var digits, out var uppers);
        Count(second, out var moreDigits, out var moreUppers);
        return MayCount(digits + moreDigits, uppers + moreUppers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Count(in EncodedRun run, out int digits, out int uppers)
    {
        if (run.Length is 0 or > CharacterClasses.BlockLength || run.Text.Length < CharacterClasses.BlockLength)
        {
            digits = Count(run.Bytes, (byte)'0', (byte)'9');
            uppers = Count(run.Bytes, (byte)'A', (byte)'Z');
            return;
        }

        var bytes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(run.Text));
        var behind = CharacterClasses.BlockLength - run.Length;
        digits = BitOperations.PopCount(LaneMasks.InRange(bytes, (byte)'0', (byte)'9') << behind);
        uppers = BitOperations.PopCount(LaneMasks.InRange(bytes, (byte)'A', (byte)'Z') << behind);
    }

    private static bool MayCount(int digits, int uppers) =>
        digits >= MinDigits || (uppers > 0 && (digits > 0 || uppers * 2 >= MinCaseChanges));

    private static int Count(ReadOnlySpan<byte> text, byte first, byte last)
    {
        var count = 0;
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            count += BitOperations.PopCount(InRange(Vector256.LoadUnsafe(ref start, (nuint)at), first, last));
        }

        if (at > 0 && at < text.Length)
        {
            // The last bytes once more, without those that were counted.
            var end = (nuint)(text.Length - Vector256<byte>.Count);
            var mask = InRange(Vector256.LoadUnsafe(ref start, end), first, last);
            return count + BitOperations.PopCount(mask >> (Vector256<byte>.Count - (text.Length - at)));
        }

        foreach (var next in text[at..])
        {
            count += (uint)(next - first) <= (uint)(last - first) ? 1 : 0;
        }

        return count;
    }

    private static uint InRange(Vector256<byte> bytes, byte first, byte last) => Vector256.LessThanOrEqual(
        bytes - Vector256.Create(first), Vector256.Create((byte)(last - first))).ExtractMostSignificantBits();

    /// <summary>True when digits and capitals stand in it as chance puts them.</summary>
    internal static bool IsRandom(ReadOnlySpan<byte> match) => IsRandom(new EncodedRun(match, match.Length));

    /// <summary>The same of a run that stands in a text.</summary>
    internal static bool IsRandom(in EncodedRun run)
    {
        var length = run.Length;
        if (length <= CharacterClasses.BlockLength && run.Text.Length >= CharacterClasses.BlockLength)
        {
            var bytes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(run.Text));
            var belongs = length == 0 ? 0 : ulong.MaxValue >> (CharacterClasses.BlockLength - length);
            return IsRandom(
                LaneMasks.InRange(bytes, (byte)'0', (byte)'9') & belongs,
                LaneMasks.InRange(bytes, (byte)'A', (byte)'Z') & belongs,
                LaneMasks.InRange(bytes, (byte)'a', (byte)'z') & belongs, length);
        }

        var marks = new Marks();
        for (var at = 0; at < length; at += CharacterClasses.BlockLength)
        {
            marks.Read(LastBlock.LoadAt(run.Bytes, at, 0));
        }

        return marks.AreRandom(length);
    }

    /// <summary>The same of at most sixty-four bytes.</summary>
    /// <param name="digits">Their digits.</param>
    /// <param name="capitals">Their capitals.</param>
    /// <param name="small">Their small letters.</param>
    /// <param name="length">How many bytes there are.</param>
    internal static bool IsRandom(ulong digits, ulong capitals, ulong small, int length)
    {
        var whole = new Marks();
        whole.Read(digits, capitals, small);
        return whole.AreRandom(length);
    }

    /// <summary>What is counted of a text, across the borders of blocks.</summary>
    private struct Marks
    {
        private int _digits;
        private int _uppers;
        private int _caseChanges;
        private ulong _upperBefore; // the lowest bit: the byte before is a capital
        private ulong _lowerBefore;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Read(Vector512<byte> bytes) => Read(
            LaneMasks.InRange(bytes, (byte)'0', (byte)'9'), LaneMasks.InRange(bytes, (byte)'A', (byte)'Z'),
            LaneMasks.InRange(bytes, (byte)'a', (byte)'z'));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Read(ulong digits, ulong upper, ulong lower)
        {
            _digits += BitOperations.PopCount(digits);
            _uppers += BitOperations.PopCount(upper);
            _caseChanges += BitOperations.PopCount(
                (upper & ((lower << 1) | _lowerBefore)) | (lower & ((upper << 1) | _upperBefore)));
            _upperBefore = upper >> (CharacterClasses.BlockLength - 1);
            _lowerBefore = lower >> (CharacterClasses.BlockLength - 1);
        }

        public readonly bool AreRandom(int length) =>
            _digits >= MinDigits || _caseChanges >= MinCaseChanges || (_digits > 0 && _uppers > length / 3);
    }
}
