namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>International bank account numbers (ISO 13616-1).</summary>
internal static class Iban
{
    /// <summary>The longest IBAN of any country.</summary>
    public const int MaxLength = 34;

    /// <summary>Country and length, from the SWIFT IBAN registry.</summary>
    private const string Countries =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18"
        + "FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27"
        + "MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27"
        + "SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static readonly byte[] s_lengths = Index();

    /// <summary>
    /// How many characters an IBAN of this country has; 0 when there is no such country. Either case.
    /// </summary>
    public static int LengthOf(byte first, byte second)
    {
        int a = (first | 0x20) - 'a', b = (second | 0x20) - 'a';
        return (uint)a < 26 && (uint)b < 26 ? s_lengths[(a * 26) + b] : 0;
    }

    /// <summary>Checks letters and digits among which single spaces and dashes may stand.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        Span<byte> compact = stackalloc byte[MaxLength];
        var count = 0;
        foreach (var b in text)
        {
            if (b is (byte)' ' or (byte)'-')
                continue;
            if (!char.IsAsciiLetterOrDigit((char)b) || count == MaxLength)
                return false;
            compact[count++] = b;
        }

        return count > 4 && LengthOf(compact[0], compact[1]) == count && Remainder(compact[..count]) == 1;
    }

    /// <summary>
    /// ISO/IEC 7064 mod 97-10 with the first four characters moved to the end; letters count 10 to 35.
    /// </summary>
    private static int Remainder(ReadOnlySpan<byte> compact)
    {
        var remainder = 0;
        for (var i = 0; i < compact.Length; i++)
        {
            var b = compact[(i + 4) % compact.Length];
            remainder = char.IsAsciiDigit((char)b)
                ? ((remainder * 10) + (b - '0')) % 97
                : ((remainder * 100) + ((b | 0x20) - 'a' + 10)) % 97;
        }

        return remainder;
    }

    private static byte[] Index()
    {
        var lengths = new byte[26 * 26];
        for (var i = 0; i < Countries.Length; i += 4)
        {
            lengths[((Countries[i] - 'A') * 26) + Countries[i + 1] - 'A'] =
                (byte)(((Countries[i + 2] - '0') * 10) + (Countries[i + 3] - '0'));
        }

        return lengths;
    }
}
