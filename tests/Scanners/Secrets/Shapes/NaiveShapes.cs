using System.Numerics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Pipelock.Scanners.Tests.Secrets.Shapes;

/// <summary>The shapes as plain regular expressions and textbook checks: slow, short, and written separately.</summary>
internal static class NaiveShapes
{
    public static IEnumerable<(string Rule, int Start, int End)> Find(string text) =>
        [.. SocialSecurity(text), .. Ibans(text), .. Wifs(text)];

    private static IEnumerable<(string, int, int)> SocialSecurity(string text)
    {
        const string Number = @"(?<![A-Za-z0-9])(?<![0-9][-.])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}"
            + @"(?![A-Za-z0-9])(?![-.][0-9])";
        foreach (Match match in Regex.Matches(text, Number))
            yield return ("Social Security Number", match.Index, match.Index + match.Length);
    }

    private static IEnumerable<(string, int, int)> Ibans(string text)
    {
        foreach (Match start in Regex.Matches(text, "(?<![A-Za-z0-9])(?=[A-Za-z]{2}[0-9]{2})"))
        {
            for (var length = 15; length <= 34; length++)
            {
                var groups = new Regex($@"\G(?:[A-Za-z0-9][ -]?){{{length - 1}}}[A-Za-z0-9](?![A-Za-z0-9])");
                var match = groups.Match(text, start.Index);
                var isMixed = match.Value.Any(char.IsAsciiLetterLower) && match.Value.Any(char.IsAsciiLetterUpper);
                var isInFours = match.Value.Split(' ', '-').SkipLast(1).All(group => group.Length % 4 == 0);
                if (match.Success && isInFours && !isMixed
                    && HasIbanCheck(Regex.Replace(match.Value, "[ -]", "").ToUpperInvariant()))
                    yield return ("IBAN", match.Index, match.Index + match.Length);
            }
        }
    }

    private static bool HasIbanCheck(string iban)
    {
        var lengths = new Dictionary<string, int> { ["GB"] = 22, ["DE"] = 22, ["NO"] = 15, ["FR"] = 27, ["MT"] = 31 };
        if (!lengths.TryGetValue(iban[..2], out var length) || length != iban.Length)
            return false;
        var digits = string.Concat((iban[4..] + iban[..4]).Select(c => char.IsDigit(c) ? $"{c}" : $"{c - 'A' + 10}"));
        return BigInteger.Parse(digits) % 97 == 1;
    }

    private static IEnumerable<(string, int, int)> Wifs(string text)
    {
        const string Digit = "[1-9A-HJ-NP-Za-km-z]";
        const string Key = $"(?<![A-Za-z0-9])(?:5{Digit}{{50}}|[KL]{Digit}{{51}})(?!{Digit})";
        foreach (Match match in Regex.Matches(text, Key))
        {
            if (HasWifCheck(match.Value))
                yield return ("Bitcoin WIF Private Key", match.Index, match.Index + match.Length);
        }
    }

    private static bool HasWifCheck(string key)
    {
        const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        var number = key.Aggregate(
            BigInteger.Zero, (sum, c) => (sum * 58) + Alphabet.IndexOf(c, StringComparison.Ordinal));
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (bytes.Length != (key.Length == 51 ? 37 : 38) || bytes[0] != 0x80 || (key.Length == 52 && bytes[33] != 1))
            return false;
        var payload = bytes.AsSpan(..^4);
        return bytes.AsSpan(^4..).SequenceEqual(SHA256.HashData(SHA256.HashData(payload)).AsSpan(..4));
    }
}
