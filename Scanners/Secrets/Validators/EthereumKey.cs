using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Tells private keys of 32 bytes from the hashes, topics and constants that are written the same
/// way.</summary>
/// <remarks>
/// Blockchains are full of such numbers and nearly all of them are public. What stands in front says which: the nearest
/// words decide, and where they say nothing the number counts as a key.
/// </remarks>
internal static class EthereumKey
{
    /// <summary>How much of what stands in front can name the number.</summary>
    private const int Near = 96;

    /// <summary>A call names its method at its start, a link its host.</summary>
    private const int Far = 320;

    /// <summary>A random number has so many equal digits in a row once in a million.</summary>
    private const int MaxRepeats = 7;

    private static readonly byte[][] s_secret = Words(
        "priv", "secret", "mnemonic", "seed", "wallet", "signer", "key", "pk=");

    private static readonly SearchValues<byte> s_labelEnds = SearchValues.Create("\n\r,{&?;"u8);

    /// <summary>What stands between the numbers of a list.</summary>
    private static readonly SearchValues<byte> s_between = SearchValues.Create(" \t\r\n\"',[("u8);

    private static readonly byte[][] s_explorers = Words("scan.", "blockscout", "explorer.");

    private static readonly byte[][] s_public = Words(
        "hash", "tx", "transaction", "block", "topic", "root", "digest", "sha", "keccak", "commit", "checksum", "slot",
        "salt", "merkle", "proof", "receipt", "curve", "bytes32", "selector", "event", "storage", "domain", "nonce",
            "public",
        "signature");

    /// <summary>Whether the number at this place is a private key, as far as its text says.</summary>
    public static bool IsReal(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!Variety.IsVaried(text[start..end]) || Repeats(text[start..end]))
            return false;
        var label = Label(text[..start]);
        Span<byte> lower = stackalloc byte[Near];
        Ascii.ToLower(label, lower, out _);
        lower = lower[..label.Length];
        if (HasAny(lower, s_secret))
            return true;
        if (label.EndsWith("/"u8))
            return !HasAny(text[Math.Max(0, start - Near)..start], s_explorers);
        if (lower.IndexOf("params"u8) >= 0)
            return text[Math.Max(0, start - Far)..start].IndexOf("\"eth_"u8) < 0;
        return !HasWord(label, lower, s_public);
    }

    /// <summary>What names the number: before it, or before the list that it is in.</summary>
    private static ReadOnlySpan<byte> Label(ReadOnlySpan<byte> before)
    {
        before = before[^Math.Min(before.Length, Far)..];
        while (true)
        {
            var rest = before[..(before.LastIndexOfAnyExcept(s_between) + 1)];
            var word = rest[(rest.LastIndexOfAny(s_between) + 1)..];
            if (!word.StartsWith("0x"u8))
                break;
            before = rest[..^word.Length];
        }

        // In a list the name stands in front of its bracket; otherwise blanks may part it from the number.
        before = before.TrimEnd(" \t\r\n\"',[("u8);
        before = before[^Math.Min(before.Length, Near)..];
        return before[(before.LastIndexOfAny(s_labelEnds) + 1)..];
    }

    // "tx" in a name, not in the middle of something random.
    private static bool HasWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower, byte[][] words)
    {
        foreach (var word in words)
        {
            for (var at = 0; lower[at..].IndexOf(word) is >= 0 and var next; at += next + 1)
            {
                var place = at + next;
                var begins = place == 0 || !char.IsAsciiLetterOrDigit((char)text[place - 1])
                    || (char.IsAsciiLetterUpper((char)text[place]) && char.IsAsciiLetterLower((char)text[place - 1]));
                if (begins && !HasValue(text[(place + word.Length)..]))
                    return true;
            }
        }

        return false;
    }

    // root:x:0: what has a value already does not name what comes later.
    private static bool HasValue(ReadOnlySpan<byte> after) =>
        after.Length > 1 && after[0] == ':' && char.IsAsciiLetterOrDigit((char)after[1]);

    private static bool Repeats(ReadOnlySpan<byte> number)
    {
        var repeats = 1;
        for (var i = 1; i < number.Length; i++)
        {
            repeats = number[i] == number[i - 1] ? repeats + 1 : 1;
            if (repeats >= MaxRepeats)
                return true;
        }

        return false;
    }

    private static bool HasAny(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (var word in words)
        {
            if (text.IndexOf(word) >= 0)
                return true;
        }

        return false;
    }

    private static byte[][] Words(params string[] words) => [.. words.Select(Encoding.ASCII.GetBytes)];
}
