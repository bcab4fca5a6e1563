using Pipelock.Scanners.Rules;

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
            SecretValidator.NotWords => !Variety.IsWords(text[start..end]),
            _ => true,
        };

    /// <summary>Whether what stands left of <paramref name="start"/> lets a match begin there.</summary>
    public static bool AllowsLeft(LeftBoundary boundary, ReadOnlySpan<byte> text, int start)
    {
        if (boundary == LeftBoundary.None || start == 0 || !char.IsAsciiLetterOrDigit((char)text[start - 1]))
            return true;
        return boundary == LeftBoundary.Word ? EndsInEscape(text[..start]) : !EndsInRandomRun(text[..start]);
    }

    /// <summary><c>\n</c> and its kin, <c>%3D</c>, <c>\u003d</c>, <c>\x3d</c>: the letter belongs to the escape.</summary>
    private static bool EndsInEscape(ReadOnlySpan<byte> left) =>
        (left.Length >= 2 && left[^2] == '\\' && left[^1] is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f')
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

    /// <summary>The alphanumeric run up to here mixes letter cases, as base64 does and names seldom do.</summary>
    private static bool EndsInRandomRun(ReadOnlySpan<byte> left)
    {
        const int Looked = 16;
        const int Telling = 4;
        int upper = 0, lower = 0;
        for (var i = left.Length - 1; i >= 0 && i >= left.Length - Looked; i--)
        {
            if (!char.IsAsciiLetterOrDigit((char)left[i]))
                break;
            upper += char.IsAsciiLetterUpper((char)left[i]) ? 1 : 0;
            lower += char.IsAsciiLetterLower((char)left[i]) ? 1 : 0;
        }

        return upper > 0 && lower > 0 && upper + lower >= Telling;
    }
}
