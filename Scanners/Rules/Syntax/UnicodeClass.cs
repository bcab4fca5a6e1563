using System.Globalization;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>RE2's <c>\p{…}</c> by general category. Scripts are not known here; the caller reports that.</summary>
internal static class UnicodeClass
{
    /// <summary>The set for a category such as <c>L</c> or <c>Lu</c>; null if there is none of that name.</summary>
    public static RuneSet? Find(string name)
    {
        if (name == "Any")
            return RuneSet.All;
        if (name.Length is not (1 or 2))
            return null;
        var ranges = new List<(int, int)>();
        for (var rune = 0; rune <= RuneSet.MaxRune; rune++)
        {
            if (Abbreviation(CharUnicodeInfo.GetUnicodeCategory(rune)).StartsWith(name, StringComparison.Ordinal))
                ranges.Add((rune, rune));
        }

        return ranges.Count == 0 ? null : RuneSet.Of([.. ranges]);
    }

    private static string Abbreviation(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}
