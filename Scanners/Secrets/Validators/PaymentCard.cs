namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Tells card numbers from other long numbers: issuer range, length and check digit.</summary>
internal static class PaymentCard
{
    /// <summary>Fewest digits of a card number that is looked for.</summary>
    public const int MinDigits = 15;

    /// <summary>Most digits of a card number.</summary>
    public const int MaxDigits = 19;

    /// <summary>Checks digits among which single spaces and dashes may stand.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        var count = 0;
        foreach (var b in text)
        {
            if (b is (byte)' ' or (byte)'-')
                continue;
            if (!char.IsAsciiDigit((char)b) || count == MaxDigits)
                return false;
            digits[count++] = (byte)(b - '0');
        }

        return count >= MinDigits && HasIssuer(digits[..count]) && HasLuhnDigit(digits[..count]);
    }

    /// <summary>
    /// Issuer ranges with the lengths each of them issues (ISO/IEC 7812-1; the networks' own tables).
    /// </summary>
    private static bool HasIssuer(ReadOnlySpan<byte> digits)
    {
        var prefix = (digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3];
        return (prefix, digits.Length) switch
        {
            ( >= 4000 and <= 4999, 16 or 19) => true, // Visa
            ( >= 5100 and <= 5599, 16) => true, // Mastercard
            ( >= 2221 and <= 2720, 16) => true, // Mastercard, second range
            ( >= 3400 and <= 3499 or >= 3700 and <= 3799, 15) => true, // American Express
            ( >= 3528 and <= 3589, >= 16) => true, // JCB
            (6011 or (>= 6440 and <= 6599), 16 or 19) => true, // Discover
            _ => false,
        };
    }

    /// <summary>ISO/IEC 7812-1 annex B: every second digit from the right counts double, digit by digit.</summary>
    private static bool HasLuhnDigit(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            int digit = digits[digits.Length - 1 - i];
            if ((i & 1) != 0)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
