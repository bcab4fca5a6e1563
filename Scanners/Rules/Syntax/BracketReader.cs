namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Reads a bracket expression: ranges, escapes, POSIX classes, negation.</summary>
internal static class BracketReader
{
    /// <summary>Reads up to the closing bracket; the opening one has been taken.</summary>
    public static RuneSet Read(PatternReader reader, bool caseless)
    {
        var start = reader.Position;
        var negated = reader.Take("^");
        var set = RuneSet.Of();
        var first = true;
        while (first || reader.Peek != ']')
        {
            if (reader.AtEnd)
            {
                reader.Rewind(start);
                throw reader.Error("the bracket is not closed");
            }

            set = set.Union(Item(reader));
            first = false;
        }

        reader.Take("]");
        // Fold before negating: (?i)[^k] excludes both letters.
        if (caseless)
            set = set.FoldCase();
        return negated ? set.Complement() : set;
    }

    private static RuneSet Item(PatternReader reader)
    {
        if (reader.Take("[:"))
            return Posix(reader);
        var low = Single(reader);
        if (reader.Peek != '-' || reader.Sees("-]"))
            return low;
        reader.Take("-");
        var high = Single(reader);
        if (low.Count != 1 || high.Count != 1 || high.Ranges[0].First < low.Ranges[0].First)
            throw reader.Error("the range in brackets is upside down or ends in a class");
        return RuneSet.Of((low.Ranges[0].First, high.Ranges[0].First));
    }

    private static RuneSet Single(PatternReader reader)
    {
        if (reader.Take("\\"))
            return EscapeReader.Read(reader);
        var rune = reader.TakeRune();
        return RuneSet.Of((rune, rune));
    }

    private static RuneSet Posix(PatternReader reader)
    {
        var name = reader.TakeUntil(":]", "[: is not closed");
        var negated = name.StartsWith('^');
        var set = name.TrimStart('^') switch
        {
            "alnum" => RuneSet.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
            "alpha" => RuneSet.Of(('A', 'Z'), ('a', 'z')),
            "ascii" => RuneSet.Of((0, 0x7F)),
            "blank" => RuneSet.Of(('\t', '\t'), (' ', ' ')),
            "cntrl" => RuneSet.Of((0, 0x1F), (0x7F, 0x7F)),
            "digit" => RuneSet.Digits,
            "graph" => RuneSet.Of(('!', '~')),
            "lower" => RuneSet.Of(('a', 'z')),
            "print" => RuneSet.Of((' ', '~')),
            "punct" => RuneSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
            "space" => RuneSet.Spaces,
            "upper" => RuneSet.Of(('A', 'Z')),
            "word" => RuneSet.Words,
            "xdigit" => RuneSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
            _ => throw reader.Error($"the class [:{name}:] is not known"),
        };
        return negated ? set.Complement() : set;
    }
}
