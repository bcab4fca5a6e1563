using System.Buffers.Binary;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Wallets;

/// <summary>Finds keys of wallets that have no mark of their own: what they are, their checksum tells.</summary>
/// <remarks>
/// Both kinds are long runs of few characters, so it is enough to look at a few bytes at distances shorter than they
/// are: prose has no such run there. What is found is read once, so the work is linear.
/// </remarks>
/// <param name="pair">The rule of key pairs; -1 for none.</param>
/// <param name="seed">The rule of family seeds; -1 for none.</param>
internal sealed class WalletKeyFinder(int pair, int seed)
{
    private const int Sample = sizeof(ulong);
    private const int WordStride = RippleSeed.ShortLength - Sample + 1;

    /// <summary>Sixty-four numbers with something between them take more.</summary>
    private const int ListStride = 64;

    /// <summary>A pair in base 58.</summary>
    private const int MinPairText = 86;
    private const int MaxPairText = 88;

    /// <summary>Adds every key.</summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        if (pair >= 0)
            ScanLists(text, ref sink);
        if (pair >= 0 || seed >= 0)
            ScanWords(text, ref sink);
    }

    private void ScanWords(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        for (int at = 0; at + Sample <= text.Length; at += WordStride)
        {
            ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]);
            if (HasMark(bytes) || !AreDigits(text.Slice(at, Sample)))
                continue;
            int start = at, end = at + Sample;
            while (start > 0 && at - start < MaxPairText && Base58.IsDigit(text[start - 1]))
                start--;
            while (end < text.Length && end - start <= MaxPairText && Base58.IsDigit(text[end]))
                end++;
            if (!IsInWord(text, start, end))
                Judge(text, start, end, ref sink);
            at = Math.Max(at, end - WordStride);
        }
    }

    private void Judge(ReadOnlySpan<byte> text, int start, int end, ref SecretMatches sink)
    {
        ReadOnlySpan<byte> word = text[start..end];
        if (seed >= 0 && RippleSeed.IsValid(word))
            sink.Add(new SecretMatch(seed, start, end));
        if (pair < 0 || word.Length is < MinPairText or > MaxPairText)
            return;
        Span<byte> keys = stackalloc byte[Ed25519Pair.Length];
        if (Base58.TryDecode(word, keys) && Ed25519Pair.IsValid(keys))
            sink.Add(new SecretMatch(pair, start, end));
        keys.Clear();
    }

    private void ScanLists(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        int done = 0;
        for (int at = ListStride - 1; at < text.Length; at += ListStride)
        {
            if (!IsOfList(text[at]) || !IsOfList(text[at - 1]) || !IsOfList(text[at - 2]) || !IsOfList(text[at - 3]))
                continue;
            int start = at, end = at + 1;
            while (start > done && IsOfList(text[start - 1]))
                start--;
            while (end < text.Length && IsOfList(text[end]))
                end++;
            JudgeList(text, start, end, ref sink);
            done = end;
            at = Math.Max(at, end - 1);
        }
    }

    private void JudgeList(ReadOnlySpan<byte> text, int start, int end, ref SecretMatches sink)
    {
        Span<byte> keys = stackalloc byte[Ed25519Pair.Length];
        int count = 0;
        for (int at = start; at < end;)
        {
            if (!char.IsAsciiDigit((char)text[at]))
            {
                at++;
                continue;
            }

            int value = 0;
            for (; at < end && char.IsAsciiDigit((char)text[at]); at++)
                value = Math.Min((value * 10) + text[at] - '0', 256);
            if (value > byte.MaxValue || count == keys.Length)
                return;
            keys[count++] = (byte)value;
        }

        if (count == keys.Length && Ed25519Pair.IsValid(keys))
            sink.Add(new SecretMatch(pair, start, end));
        keys.Clear();
    }

    // A letter or digit beside it, or the padding of base64: it is only part of something.
    private static bool IsInWord(ReadOnlySpan<byte> text, int start, int end) =>
        (start > 0 && (char.IsAsciiLetterOrDigit((char)text[start - 1]) || text[start - 1] is (byte)'+' or (byte)'_'))
        || (end < text.Length && (char.IsAsciiLetterOrDigit((char)text[end]) || text[end] is (byte)'+' or (byte)'_'));

    // Space and all punctuation that prose has stand below the digits.
    private static bool HasMark(ulong bytes) =>
        ((bytes - 0x3030303030303030) & ~bytes & 0x8080808080808080) != 0;

    private static bool AreDigits(ReadOnlySpan<byte> bytes)
    {
        foreach (byte next in bytes)
        {
            if (!Base58.IsDigit(next))
                return false;
        }

        return true;
    }

    private static bool IsOfList(byte b) =>
        b is (>= (byte)'0' and <= (byte)'9') or (byte)',' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
