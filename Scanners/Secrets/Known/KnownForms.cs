using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Pipelock.Scanners.Secrets.Known;

/// <summary>Spells a known secret in every encoding in which it may leave.</summary>
/// <remarks>
/// Inside a longer encoded text a secret starts at any of the encoding's alignments; of each, only the characters
/// that the neighbouring bytes cannot change are looked for.
/// </remarks>
internal static class KnownForms
{
    /// <summary>Shorter values would match by chance once encoded.</summary>
    private const int MinEncoded = 8;

    private const int MinCapitals = 16;

    private static readonly SearchValues<byte> s_unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>What may stand between the pieces of a secret.</summary>
    internal static readonly SearchValues<byte> SplitNoise =
        SearchValues.Create("./\\?&= \t\r\n:;,-_@%+#|~*'\"()[]"u8);

    /// <summary>Before, between and after the byte pairs.</summary>
    private static readonly (string First, string Between)[] s_hexStyles =
    [
        ("", ""), ("", ":"), ("", " "), ("", "-"), ("", ","), ("", ", "),
        ("\\x", "\\x"), ("0x", "0x"), ("0x", " 0x"), ("0x", ",0x"), ("0x", ", 0x"),
    ];

    /// <summary>All spellings of one secret.</summary>
    public static IEnumerable<KnownForm> Of(int index, KnownSecret secret)
    {
        var value = secret.Value.ToArray();
        var isCanary = secret.Kind == KnownSecretKind.Canary;
        yield return new KnownForm(index, value, isCanary, SecretEncoding.None);
        var capitals = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(value).ToUpperInvariant());
        if (!isCanary && value.Length >= MinCapitals && !capitals.AsSpan().SequenceEqual(value))
            yield return new KnownForm(index, capitals, false, SecretEncoding.None);
        // A canary is also looked for in texts from which separators were taken out.
        var joined = Array.FindAll(value, b => !SplitNoise.Contains(b));
        if (isCanary && joined.Length >= MinEncoded && joined.Length < value.Length)
            yield return new KnownForm(index, joined, true, SecretEncoding.None);
        if (value.Length < MinEncoded)
            yield break;

        foreach (var text in Base64(value))
            yield return Form(text, isCaseless: false, SecretEncoding.Base64);
        foreach (var (first, between) in s_hexStyles)
            yield return Form(Hex(value, first, between), isCaseless: true, SecretEncoding.Hex);
        foreach (var text in Base32(value))
            yield return Form(text, isCaseless: true, SecretEncoding.Base32);
        yield return Form(Hex(value, "%", "%"), isCaseless: true, SecretEncoding.Percent);
        if (value.AsSpan().ContainsAnyExcept(s_unreserved))
            yield return Form(Percent(value), isCaseless: true, SecretEncoding.Percent);

        KnownForm Form(string text, bool isCaseless, SecretEncoding encoding) =>
            new(index, Encoding.ASCII.GetBytes(text), isCaseless, encoding);
    }

    private static IEnumerable<string> Base64(byte[] value)
    {
        const int Group = 3;
        for (var shift = 0; shift < Group; shift++)
        {
            var shifted = new byte[shift + value.Length];
            value.CopyTo(shifted, shift);
            var encoded = Base64Url.EncodeToString(shifted);
            var stable = encoded[Ceiling(shift * 8, 6)..(shifted.Length * 8 / 6)];
            yield return stable;
            if (stable.AsSpan().ContainsAny('-', '_'))
                yield return stable.Replace('-', '+').Replace('_', '/');
        }
    }

    /// <summary>RFC 4648 §6.</summary>
    private static IEnumerable<string> Base32(byte[] value)
    {
        const int Group = 5;
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        for (var shift = 0; shift < Group; shift++)
        {
            var text = new StringBuilder();
            for (var bit = Ceiling(shift * 8, 5) * 5; bit + 5 <= (shift + value.Length) * 8; bit += 5)
            {
                var digit = 0;
                for (var i = bit; i < bit + 5; i++)
                    digit = (digit << 1) | ((value[(i / 8) - shift] >> (7 - (i % 8))) & 1);
                text.Append(Alphabet[digit]);
            }

            yield return text.ToString();
        }
    }

    private static string Hex(byte[] value, string first, string between)
    {
        var text = new StringBuilder();
        foreach (var b in value)
            text.Append(text.Length == 0 ? first : between).Append($"{b:x2}");
        return text.ToString();
    }

    private static string Percent(byte[] value)
    {
        var text = new StringBuilder();
        foreach (var b in value)
            text.Append(s_unreserved.Contains(b) ? ((char)b).ToString() : $"%{b:x2}");
        return text.ToString();
    }

    private static int Ceiling(int bits, int perCharacter) => (bits + perCharacter - 1) / perCharacter;
}
