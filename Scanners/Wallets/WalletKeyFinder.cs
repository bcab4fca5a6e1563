using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Secrets.Validators;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Wallets;

/// <summary>Finds keys of wallets that have no mark of their own: what they are, their checksum tells.</summary>
/// <remarks>
/// Both kinds are long runs of few characters: a list has a whole block of them, and words are looked for where long
/// runs lie. What is found is read once, so the work is linear.
/// </remarks>
/// <param name="pair">The rule of key pairs; -1 for none.</param>
/// <param name="seed">The rule of family seeds; -1 for none.</param>
/// <param name="key">The rule of other keys; -1 for none.</param>
internal sealed class WalletKeyFinder(int pair, int seed, int key)
{
    /// <summary>Wherever sixty-four numbers with something between them begin, they fill one such block.</summary>
    private const int ListStride = CharacterClasses.BlockLength;

    /// <summary>More than sixty-four numbers take on lines of their own, however far these are indented.</summary>
    private const int MaxList = 64 * 64;

    /// <summary>A pair in base 58.</summary>
    private const int MinPairText = 86;
    private const int MaxPairText = 88;

    /// <summary>Digits of base 58 and of base 32.</summary>
    private static readonly RunAlphabet s_digits =
        new("123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8);

    /// <summary>Numbers and what stands between them.</summary>
    private static readonly RunAlphabet s_list = new("0123456789, \n\r\t"u8);

    /// <summary>Adds every key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasLongRun">Whether letters and digits stand in a row as long as a key, or may do so.</param>
    /// <param name="runs">Where they do.</param>
    /// <param name="sink">Takes the keys.</param>
    public void Scan(ReadOnlySpan<byte> text, bool hasLongRun, RunBlocks runs, ref SecretMatches sink)
    {
        if (pair >= 0)
            ScanLists(text, ref sink);
        if (hasLongRun && (pair >= 0 || seed >= 0 || key >= 0))
            ScanWords(text, runs, ref sink);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ScanWords(ReadOnlySpan<byte> text, RunBlocks blocks, ref SecretMatches sink)
    {
        var words = new RunFinder(text, s_digits, blocks);
        while (words.MoveNext())
        {
            (var start, var end) = (words.Start, words.End);
            if (end - start is >= RippleSeed.ShortLength and <= WalletKey.MaxLength && !IsInWord(text, start, end))
                Judge(text, start, end, ref sink);
        }
    }

    private void Judge(ReadOnlySpan<byte> text, int start, int end, ref SecretMatches sink)
    {
        var word = text[start..end];
        if (seed >= 0 && RippleSeed.IsValid(word))
            sink.Add(new SecretMatch(seed, start, end));
        if (key >= 0 && WalletKey.IsValid(word))
            sink.Add(new SecretMatch(key, start, end));
        if (pair < 0 || word.Length is < MinPairText or > MaxPairText)
            return;
        Span<byte> keys = stackalloc byte[Ed25519Pair.Length];
        if (Base58.TryDecode(word, keys) && Ed25519Pair.IsValid(keys))
            sink.Add(new SecretMatch(pair, start, end));
        keys.Clear();
    }

    private void ScanLists(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        var done = 0;
        for (var at = 0; at + ListStride <= text.Length; at += ListStride)
        {
            ref var block = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
            // Half a block tells it of nearly all.
            if ((uint)s_list.MaskOfFirst(ref block, ListStride / 2) != uint.MaxValue
                || s_list.Mask(ref block) != ulong.MaxValue)
                continue;
            var start = Math.Max(done, at - MaxList);
            start += text[start..at].LastIndexOfAnyExcept(s_list.Characters) + 1;
            var longest = Math.Min(MaxList + 1, text.Length - start);
            var length = text.Slice(start, longest).IndexOfAnyExcept(s_list.Characters);
            length = length < 0 ? longest : length;
            if (length <= MaxList)
                JudgeList(text, start, start + length, ref sink);
            done = start + length;
            at = Math.Max(at, done - ListStride);
        }
    }

    private void JudgeList(ReadOnlySpan<byte> text, int start, int end, ref SecretMatches sink)
    {
        Span<byte> keys = stackalloc byte[Ed25519Pair.Length];
        var count = 0;
        for (var at = start; at < end;)
        {
            if (!char.IsAsciiDigit((char)text[at]))
            {
                at++;
                continue;
            }

            var value = 0;
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
}
