using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Text;

/// <summary>Decides whether a match counts that goes over a seam: a line break, a separator, the border of two
/// fields.</summary>
/// <remarks>
/// Words put end to end spell prefixes by chance (<c>monkey-</c> and <c>valuefoobar…</c>), empty assignments swallow
/// the
/// next line, columns of figures make card numbers. A cut secret differs: its format has a prefix of its own and its
/// text is random.
/// </remarks>
internal static class GluedMatch
{
    private const int MinDigits = 3;
    private const int MinCaseChanges = 4;

    /// <summary>True when the match is to be reported.</summary>
    internal static bool Counts(SecretRule rule, ReadOnlySpan<byte> match) =>
        rule.Shape == SecretShape.SeedPhrase
        || (rule.Shape == SecretShape.None && !IsAssignment(rule.Validator) && IsRandom(match));

    private static bool IsAssignment(SecretValidator validator) =>
        validator is SecretValidator.Assignment or SecretValidator.NamedValue or SecretValidator.ConnectionString;

    private static bool IsRandom(ReadOnlySpan<byte> match)
    {
        int digits = 0;
        int uppers = 0;
        int caseChanges = 0;
        byte previous = 0;
        foreach (byte next in match)
        {
            digits += char.IsAsciiDigit((char)next) ? 1 : 0;
            uppers += char.IsAsciiLetterUpper((char)next) ? 1 : 0;
            caseChanges += char.IsAsciiLetter((char)next) && char.IsAsciiLetter((char)previous)
                && ((next ^ previous) & 0x20) != 0 ? 1 : 0;
            previous = next;
        }

        return digits >= MinDigits || caseChanges >= MinCaseChanges || (digits > 0 && uppers > match.Length / 3);
    }
}
