namespace Pipelock.Scanners.Injection.Phrases;

/// <summary>Makes an expression begin only where a word begins.</summary>
/// <remarks>
/// People begin a phrase with a word, even one that may end anywhere. Without this its first words would have to be
/// looked for inside all other words. What begins with a sign or in another script may stand behind anything.
/// </remarks>
internal static class PhraseBeginning
{
    private const string Border = @"\b";
    private const string Group = "(?:";

    /// <summary>The expression, each choice that begins with a letter of ASCII bound to the beginning of a
    /// word.</summary>
    internal static string Bind(string expression) => string.Join('|', Choices(expression).Select(BindChoice));

    private static string BindChoice(string choice)
    {
        if (BeginsWithLetter(choice))
            return Border + choice;
        if (!choice.StartsWith(Group, StringComparison.Ordinal))
            return choice;
        var end = EndOfGroup(choice);
        var isOptional = end < choice.Length && choice[end] is '?' or '*' or '{';
        return isOptional ? choice : $"{Group}{Bind(choice[Group.Length..(end - 1)])}){choice[end..]}";
    }

    // Whatever of its optional parts there is.
    private static bool BeginsWithLetter(string choice)
    {
        if (choice.Length == 0)
            return false;
        if (!choice.StartsWith(Group, StringComparison.Ordinal))
            return char.IsAsciiLetter(choice[0]);
        var end = EndOfGroup(choice);
        var isOptional = end < choice.Length && choice[end] == '?';
        return Choices(choice[Group.Length..(end - 1)]).TrueForAll(BeginsWithLetter)
            && (!isOptional || BeginsWithLetter(choice[(end + 1)..]));
    }

    private static int EndOfGroup(string choice)
    {
        var depth = 0;
        for (var i = 0; i < choice.Length; i = After(choice, i))
        {
            depth += choice[i] == '(' ? 1 : choice[i] == ')' ? -1 : 0;
            if (depth == 0)
                return i + 1;
        }

        throw new FormatException("a group is not closed");
    }

    private static List<string> Choices(string expression)
    {
        var choices = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < expression.Length; i = After(expression, i))
        {
            depth += expression[i] == '(' ? 1 : expression[i] == ')' ? -1 : 0;
            if (depth != 0 || expression[i] != '|')
                continue;
            choices.Add(expression[start..i]);
            start = i + 1;
        }

        choices.Add(expression[start..]);
        return choices;
    }

    // Over an escape or a class as a whole: the signs in it mean themselves.
    private static int After(string expression, int at) => expression[at] switch
    {
        '\\' => at + 2,
        '[' => EndOfClass(expression, at),
        _ => at + 1,
    };

    private static int EndOfClass(string expression, int at)
    {
        var i = at + 1;
        while (expression[i] != ']')
            i += expression[i] == '\\' ? 2 : 1;
        return i + 1;
    }
}
