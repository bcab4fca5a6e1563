using System.Collections.Frozen;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Text;

/// <summary>Account and card numbers that standards and payment services print as examples.</summary>
/// <remarks>
/// What documentation, an agent's card or the definition of a tool shows as an example belongs to nobody. On the way
/// out such a number may stand for a real one, so only texts that come in are forgiven.
/// </remarks>
internal static class PublishedSamples
{
    private const int Longest = 34;

    /// <summary>Examples of the SWIFT IBAN registry and of ISO 13616, and what banks print on their pages.</summary>
    private const string Accounts =
        "DE89370400440532013000 DE75512108001245126199 DE44500105175407324931 DE12500105170648489890 "
        + "GB82WEST12345698765432 GB29NWBK60161331926819 GB33BUKB20201555555555 FR1420041010050500013M02606 "
        + "FR7630006000011234567890189 NL91ABNA0417164300 NL02ABNA0123456789 CH9300762011623852957 "
        + "CH5604835012345678009 BE68539007547034 BE71096123456769 ES9121000418450200051332 ES7921000813610123456789 "
        + "IT60X0542811101000000123456 AT611904300234573201 PL61109010140000071219812874 PL10105000997603123456789123 "
        + "SE4550000000058398257466 SE7280000810340009783242 NO9386011117947 NO8330001234567 DK5000400440116243 "
        + "DK9520000123456789 FI2112345600000785 FI1410093000123458 IE29AIBK93115212345678 IE64IRCE92050112345678 "
        + "PT50000201231234567890154 PT50002700000001234567833 LU280019400644750000 GR1601101250000000012300695 "
        + "GR9608100010000001234567890 CZ6508000000192000145399 CZ5508000000001234567899 "
        + "HU42117730161111101800000000 SK3112000000198742637541 SI56263300012039086 HR1210010051863000160 "
        + "RO49AAAA1B31007593840000 BG80BNBG96611020345678 EE382200221020145685 LV80BANK0000435195001 "
        + "LT121000011101001000 MT84MALT011000012345MTLCAST001S CY17002001280000001200527600 "
        + "IS140159260076545510730339 LI21088100002324013AA MC5811222000010123456789030 SA0380000000608010167519 "
        + "AE070331234567890123456 TR330006100519786457841326 IL620108000000099999999 UA213223130000026007233566001 "
        + "BR1800360305000010009795493C1 NL39RABO0300065264 NL20INGB0001234567";

    /// <summary>Test numbers in the documentation of payment services.</summary>
    private const string Cards =
        "4111111111111111 4242424242424242 4012888888881881 4000056655665556 4000000000000002 4000000000000069 "
        + "4000000000000077 4000000000000119 4000000000000127 4000000000000259 4000000000000341 4000000000001976 "
        + "4000000000003220 4000000000009979 4000000000009987 4000000000009995 4000002500003155 4000002760003184 "
        + "4000003800000446 4000008260000000 4100000000000019 4917610000000000 5555555555554444 5105105105105100 "
        + "5200828282828210 5424000000000015 5431111111111111 2223003122003222 2223000048410010 2222400070000005 "
        + "378282246310005 371449635398431 378734493671000 370000000000002 6011111111111117 6011000990139424 "
        + "6011000000000004 6011981111111113 3530111333300000 3566002020360505 3569990010095841";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_numbers =
        $"{Accounts} {Cards}".Split(' ').ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a number that a rule found is printed as an example.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="match">What it found: letters and digits, with single spaces and dashes between.</param>
    public static bool Holds(SecretRule rule, ReadOnlySpan<byte> match)
    {
        if (rule.Shape is not (SecretShape.Iban or SecretShape.CreditCard))
            return false;
        Span<char> compact = stackalloc char[Longest];
        var length = 0;
        foreach (var next in match)
        {
            if (next is (byte)' ' or (byte)'-')
                continue;
            if (length == Longest)
                return false;
            compact[length++] = char.ToUpperInvariant((char)next);
        }

        return s_numbers.Contains(compact[..length]);
    }
}
