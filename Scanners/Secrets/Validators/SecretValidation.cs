using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Applies the check that a rule names.</summary>
internal static class SecretValidation
{
    /// <summary>Whether the match stands; some checks move its ends to what was really meant.</summary>
    public static bool Accepts(SecretValidator validator, ReadOnlySpan<byte> text, ref int start, ref int end) =>
        validator switch
        {
            SecretValidator.None => true,
            SecretValidator.Luhn => PaymentCard.IsValid(text[start..end]),
            SecretValidator.Mod97 => Iban.IsValid(text[start..end]),
            SecretValidator.Aba => RoutingNumber.IsValid(text[start..end]),
            SecretValidator.Wif => BitcoinWif.IsValid(text[start..end]),
            SecretValidator.Jwt => JsonWebToken.TryWiden(text, ref start, ref end),
            SecretValidator.GithubCrc32 => GithubChecksum.IsValid(text[start..end]),
            SecretValidator.AwsAccessId => AwsAccessId.IsValid(text, start, end),
            SecretValidator.Assignment => Assignment.TryNarrow(text, ref start, ref end),
            SecretValidator.Varied => Variety.IsVaried(text[start..end]),
            SecretValidator.VariedBase64 =>
                Variety.IsVaried(text[start..end]) && text[start..end].ContainsAnyExcept(AsciiSets.HexDigits),
            SecretValidator.NotWords => !Variety.IsWords(text[start..end]) && !Placeholder.IsFilled(text[start..end]),
            SecretValidator.NotFiller => !Placeholder.IsFilled(text[start..end]),
            SecretValidator.Random => Variety.IsRandom(text[start..end]),
            SecretValidator.NamedValue => NamedValue.TryNarrow(text, ref start, ref end),
            SecretValidator.ConnectionString => ConnectionString.TryNarrow(text, ref start, ref end),
            SecretValidator.BasicCredentials => BasicCredentials.IsReal(text, start, end),
            SecretValidator.Bech32 => Bech32.IsValid(text[start..end]),
            SecretValidator.EthereumKey => EthereumKey.IsReal(text, start, end),
            SecretValidator.PrivateJwk => PrivateJwk.IsReal(text, start, end),
            SecretValidator.KeyBody => KeyBody.IsBare(text, start, end),
            SecretValidator.SpokenSecret => SpokenSecret.TryWiden(text, start, ref end),
            _ => true,
        };

    /// <summary>Whether what stands left of <paramref name="start"/> lets a match begin there.</summary>
    public static bool AllowsLeft(LeftBoundary boundary, ReadOnlySpan<byte> text, int start)
    {
        if (boundary == LeftBoundary.None || start == 0)
            return true;
        var left = text[..start];
        // Base64 data may hold one of its other two characters right before a chance match; "/" is left out, because
        // a path segment before a secret may look just as random.
        if (left[^1] is (byte)'-' or (byte)'_' or (byte)'+')
            return !EndsInRandomRun(left[..^1]);
        if (!char.IsAsciiLetterOrDigit((char)left[^1]))
            return true;
        return boundary == LeftBoundary.Word ? EndsInEscape(left) : !EndsInRandomRun(left);
    }

    /// <summary>
    /// <c>\n</c> and its kin, <c>%3D</c>, <c>\u003d</c>, <c>\x3d</c>: the letter belongs to the escape.
    /// </summary>
    private static bool EndsInEscape(ReadOnlySpan<byte> left) =>
        (left.Length >= 2 && left[^2] == '\\' && "nrtbf"u8.Contains(left[^1]))
        || (left.Length >= 3 && left[^3] == '%' && IsHex(left[^2..]))
        || (left.Length >= 4 && left[^4] == '\\' && (left[^3] | 0x20) == 'x' && IsHex(left[^2..]))
        || (left.Length >= 6 && left[^6] == '\\' && left[^5] == 'u' && IsHex(left[^4..]));

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (var b in digits)
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
        }

        return true;
    }

    /// <summary>
    /// The run up to here changes between upper case, lower case and digits as often as base64 does (six times in
    /// ten) and names do not.
    /// </summary>
    private static bool EndsInRandomRun(ReadOnlySpan<byte> left)
    {
        const int Looked = 16;
        const int MinChanges = 4;
        int length = 0, changes = 0, kind = 0;
        for (var i = left.Length - 1; i >= 0 && length < Looked && Kind(left[i]) != 0; i--, length++)
        {
            changes += length > 0 && Kind(left[i]) != kind ? 1 : 0;
            kind = Kind(left[i]);
        }

        return changes >= Math.Max(MinChanges, (length + 1) / 2);
    }

    private static int Kind(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => 1,
        >= (byte)'a' and <= (byte)'z' => 2,
        >= (byte)'A' and <= (byte)'Z' => 3,
        _ => 0,
    };
}
