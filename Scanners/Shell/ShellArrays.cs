namespace Pipelock.Scanners.Shell;

/// <summary>Arrays of bash, <c>name=(value value)</c>: each value is kept as a variable <c>name[index]</c>.</summary>
internal static class ShellArrays
{
    private const int MaxValues = 10; // one digit each
    private const int LongestName = 32;

    /// <summary>The length of the values with their parentheses that stand behind <c>name=</c>; 0 if none do.</summary>
    /// <param name="text">From the opening parenthesis.</param>
    /// <param name="word">The word in front of it.</param>
    internal static int Length(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        var isName = word.Length is > 1 and <= LongestName && word[^1] == '='
            && ShellNames.Length(word) == word.Length - 1;
        return isName ? Parentheses.Length(text) : 0;
    }

    /// <summary>Notes the values.</summary>
    internal static void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> values, ShellVariables variables)
    {
        Span<byte> place = stackalloc byte[LongestName + 3];
        name.CopyTo(place);
        place = place[..(name.Length + 3)];
        place[^3] = (byte)'[';
        place[^1] = (byte)']';
        place[^2] = (byte)'@';
        variables.Set(place, values);
        for (var i = 0; i < MaxValues && !values.IsEmpty; i++)
        {
            values = values.TrimStart(" \t\n"u8);
            var end = values.IndexOfAny(" \t\n"u8);
            var value = (end < 0 ? values : values[..end]).Trim("'\""u8);
            values = end < 0 ? default : values[end..];
            place[^2] = (byte)('0' + i);
            variables.Set(place, value);
            if (i == 0)
                variables.Set(name, value);
        }
    }
}
