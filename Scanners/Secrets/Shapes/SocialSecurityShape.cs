namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>US social security numbers: area, group, serial, written 3-2-4.</summary>
internal static class SocialSecurityShape
{
    /// <summary>Characters of a number with its dashes.</summary>
    public const int Length = 11;

    /// <summary>
    /// Judges the place where a number may begin; its left neighbour is known to be no letter or digit.
    /// </summary>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, out int end)
    {
        end = start + Length;
        if (end > text.Length)
            return false;
        var number = text[start..end];
        if (number[3] != '-' || number[6] != '-' || !AreDigits(number[..3]) || !AreDigits(number[4..6])
            || !AreDigits(number[7..]))
        {
            return false;
        }

        // Part of something longer: a date, a phone number, a dotted version.
        if (start >= 2 && text[start - 1] is (byte)'-' or (byte)'.' && char.IsAsciiDigit((char)text[start - 2]))
            return false;
        if (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
            return false;
        if (end + 1 < text.Length && text[end] is (byte)'-' or (byte)'.' && char.IsAsciiDigit((char)text[end + 1]))
            return false;
        // Never issued (SSA, POMS RM 10201.035): area 000, 666 and 900 to 999, group 00, serial 0000.
        return !number[..3].SequenceEqual("000"u8) && !number[..3].SequenceEqual("666"u8) && number[0] != '9'
            && !number[4..6].SequenceEqual("00"u8) && !number[7..].SequenceEqual("0000"u8);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
