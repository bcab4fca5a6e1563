using static Pipelock.Scanners.Redaction.RedactionClasses;

namespace Pipelock.Scanners.Redaction;

/// <summary>Numbers that identify people and accounts.</summary>
internal static class NumberForms
{
    internal static int SocialSecurity(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiDigit(text[at]) && !IsWord(text, at - 1) ? Groups(text, at, [3, 2, 4], mustSeparate: true) : 0;

    internal static int PaymentCard(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is < '3' or > '6' || IsWord(text, at - 1) || at + 1 >= text.Length)
            return 0;
        var next = text[at + 1];
        var isCard = text[at] switch
        {
            '3' => next is '4' or '7',
            '4' => true,
            '5' => next is >= '1' and <= '5',
            _ => next == '5' || text[at..].StartsWith("6011"),
        };
        if (!isCard)
            return 0;
        return text[at] == '3' ? Groups(text, at, [4, 6, 5], false) : Groups(text, at, [4, 4, 4, 4], false);
    }

    // Groups of digits, with a space or dash between them.
    private static int Groups(ReadOnlySpan<char> text, int at, ReadOnlySpan<int> groups, bool mustSeparate)
    {
        var end = at;
        for (var group = 0; group < groups.Length; group++)
        {
            if (group > 0 && end < text.Length && (text[end] == '-' || (text[end] == ' ' && !mustSeparate)))
                end++;
            else if (group > 0 && mustSeparate)
                return 0;
            for (var digit = 0; digit < groups[group]; digit++, end++)
            {
                if (end >= text.Length || !char.IsAsciiDigit(text[end]))
                    return 0;
            }
        }

        return IsWord(text, end) ? 0 : end - at;
    }
}
