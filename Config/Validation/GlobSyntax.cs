namespace Pipelock.Config.Validation;

/// <summary>
/// Shell globs: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c> and a backslash before a literal character.
/// </summary>
internal static class GlobSyntax
{
    /// <summary>Why <paramref name="glob"/> is malformed; null when it is well formed.</summary>
    public static string? Problem(string glob)
    {
        if (glob.Length == 0)
            return "must not be empty";
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i] == '\\' && ++i == glob.Length)
                return "is a malformed glob: it ends in a lone backslash";
            if (glob[i] == '[' && (i == 0 || glob[i - 1] != '\\') && !SkipClass(glob, ref i))
                return "is a malformed glob: a character class is empty, unfinished or runs backwards";
        }

        return null;
    }

    // Leaves i at the closing bracket.
    private static bool SkipClass(string glob, ref int i)
    {
        i++;
        if (i < glob.Length && glob[i] == '^')
            i++;
        for (var members = 0; ; members++)
        {
            if (i >= glob.Length)
                return false;
            if (glob[i] == ']' && members > 0)
                return true;
            if (!TryReadMember(glob, ref i, out var low))
                return false;
            if (i < glob.Length && glob[i] == '-')
            {
                i++;
                if (!TryReadMember(glob, ref i, out var high) || high < low)
                    return false;
            }
        }
    }

    private static bool TryReadMember(string glob, ref int i, out char member)
    {
        member = default;
        if (i >= glob.Length || glob[i] is ']' or '-')
            return false;
        if (glob[i] == '\\' && ++i == glob.Length)
            return false;
        member = glob[i++];
        return true;
    }
}
