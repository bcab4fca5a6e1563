namespace Pipelock.Policy.Disclosure;

/// <summary>Tells names that people give things from names that may be a secret in disguise.</summary>
/// <remarks>A bound, not a detector: what is refused is left out of a log line, which costs little.</remarks>
public static class HarmlessName
{
    /// <summary>Words in names are rarely longer, and a key of this length is too short to be one.</summary>
    private const int LongestWord = 15;

    /// <summary>More digits than this in one word may be a number that is looked for.</summary>
    private const int MostDigits = 3;

    /// <summary>Most words of a name; secrets can be spelled out in short pieces, too.</summary>
    private const int MostWords = 6;

    /// <summary>True when no word of the name is as long, or as full of digits, as a secret is.</summary>
    /// <param name="name">A host name or a header name.</param>
    /// <param name="separator">What stands between its words: a dot or a dash.</param>
    public static bool Is(ReadOnlySpan<byte> name, byte separator)
    {
        var words = 0;
        foreach (var range in name.Split(separator))
        {
            if (++words > MostWords || !IsWord(name[range]))
                return false;
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<byte> word)
    {
        if (word.Length > LongestWord)
            return false;
        var digits = 0;
        foreach (var letter in word)
        {
            if (char.IsAsciiDigit((char)letter))
                digits++;
        }

        return digits <= MostDigits;
    }
}
