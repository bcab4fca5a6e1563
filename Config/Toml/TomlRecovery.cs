namespace Pipelock.Config.Toml;

/// <summary>Finds the place to go on after a mistake.</summary>
internal static class TomlRecovery
{
    /// <summary>Moves to the next line, or, when the mistake stands within brackets that may span lines, to the next
    /// line that reads like an expression of its own.</summary>
    public static void SkipToNextExpression(TomlCursor cursor, bool insideValue)
    {
        cursor.SkipLine();
        while (insideValue && !cursor.AtEnd && !ReadsLikeExpression(cursor))
            cursor.SkipLine();
    }

    // Elements of a broken array start with a quote, a digit, a bracket or a brace and end with a comma; an expression
    // starts with a bare key and =, or is a header that ends its line. Only a guess: it decides which further mistakes
    // are named, never whether the file is accepted.
    private static bool ReadsLikeExpression(TomlCursor cursor)
    {
        var at = 0;
        while (cursor.Peek(at) is ' ' or '\t')
            at++;
        var isHeader = cursor.Peek(at) == '[';
        while (isHeader && cursor.Peek(at) == '[')
            at++;
        if (!TomlKeys.IsBare(cursor.Peek(at)))
            return false;
        while (TomlKeys.IsBare(cursor.Peek(at)) || cursor.Peek(at) is '.' or ' ' or '\t')
            at++;
        if (!isHeader)
            return cursor.Peek(at) == '=';
        if (cursor.Peek(at) != ']')
            return false;
        while (cursor.Peek(at) is ']' or ' ' or '\t')
            at++;
        return cursor.Peek(at) is '\n' or '\r' or '#' or '\0';
    }
}
