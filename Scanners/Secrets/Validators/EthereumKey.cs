using System.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Tells private keys of 32 bytes from the hashes, topics and constants that are written the same way.</summary>
/// <remarks>
/// Blockchains are full of such numbers and nearly all of them are public. What stands in front says which: the nearest
/// words decide, and where they say nothing the number counts as a key.
/// </remarks>
internal static class EthereumKey
{
    private const int Near = 48;

    /// <summary>Lists of topics and proofs have several numbers behind one name.</summary>
    private const int Far = 320;

    /// <summary>A random number has so many equal digits in a row once in a million.</summary>
    private const int MaxRepeats = 7;

    private static readonly byte[][] s_secret = Words("priv", "secret", "mnemonic", "seed", "wallet", "signer", "key", "pk=");

    private static readonly byte[][] s_public = Words(
        "hash", "tx", "transaction", "block", "topic", "root", "digest", "sha", "keccak", "commit", "checksum", "slot",
        "salt", "merkle", "proof", "receipt", "curve", "bytes32", "selector", "event", "eth_get", "eth_call", "storage",
        "domain", "nonce", "public", "signature", "0xffffffff");

    /// <summary>Whether the number at this place is a private key, as far as its text says.</summary>
    public static bool IsReal(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!Variety.IsVaried(text[start..end]) || Repeats(text[start..end]))
            return false;
        Span<byte> lower = stackalloc byte[Far];
        var before = text[Math.Max(0, start - Far)..start];
        Ascii.ToLower(before, lower, out _);
        lower = lower[..before.Length];
        return HasAny(lower[Math.Max(0, lower.Length - Near)..], s_secret) || !HasAny(lower, s_public);
    }

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
