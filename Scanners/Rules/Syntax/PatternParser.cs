using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Parses RE2 syntax (https://github.com/google/re2/wiki/Syntax) by recursive descent.</summary>
/// <remarks>
/// What RE2 leaves out (look-around, back-references, possessive repeats) is refused with a sentence, because a rule
/// that silently means something else protects nobody.
/// </remarks>
internal sealed class PatternParser
{
    /// <summary>RE2's own bound on a counted repeat.</summary>
    private const int MaxRepeat = 1000;

    /// <summary>Deeper nesting than any real rule; keeps the recursion off the end of the stack.</summary>
    private const int MaxDepth = 100;

    private readonly PatternReader _reader;
    private PatternFlags _flags;
    private int _depth;

    private PatternParser(string pattern, PatternFlags flags)
    {
        _reader = new PatternReader(pattern);
        _flags = flags;
    }

    /// <summary>Parses a whole pattern.</summary>
    /// <exception cref="PatternSyntaxException">With the position of the fault.</exception>
    public static PatternNode Parse(string pattern, PatternFlags flags)
    {
        var parser = new PatternParser(pattern, flags);
        var node = parser.Alternation();
        return parser._reader.AtEnd ? node : throw parser._reader.Error("a closing parenthesis has no opening one");
    }

    private PatternNode Alternation()
    {
        if (++_depth > MaxDepth)
            throw _reader.Error("the groups are nested too deeply");
        var choices = ImmutableArray.CreateBuilder<PatternNode>();
        do
        {
            choices.Add(Sequence());
        }
        while (_reader.Take("|"));
        _depth--;
        return choices.Count == 1 ? choices[0] : new AlternationNode(choices.ToImmutable());
    }

    private PatternNode Sequence()
    {
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (!_reader.AtEnd && _reader.Peek is not ('|' or ')'))
        {
            if (_reader.Take("\\Q"))
                Quoted(parts);
            else if (Atom() is { } atom)
                parts.Add(Repeats(atom));
        }

        return parts.Count == 1 ? parts[0] : new SequenceNode(parts.ToImmutable());
    }

    private void Quoted(ImmutableArray<PatternNode>.Builder parts)
    {
        var rest = _reader.Position;
        string text;
        try
        {
            text = _reader.TakeUntil("\\E", "");
        }
        catch (PatternSyntaxException)
        {
            _reader.Rewind(rest);
            text = _reader.TakeRest();
        }

        foreach (var rune in text.EnumerateRunes())
            parts.Add(Literal(rune.Value));
        if (parts.Count > 0 && text.Length > 0)
            parts[^1] = Repeats(parts[^1]);
    }

    /// <summary>One unit that may be repeated; null for a flag group, which matches nothing.</summary>
    private PatternNode? Atom()
    {
        switch (_reader.Peek)
        {
            case '(':
                return Group();
            case '[':
                _reader.Take("[");
                return new ClassNode(BracketReader.Read(_reader, Has(PatternFlags.Caseless)));
            case '.':
                _reader.Take(".");
                return new ClassNode(Has(PatternFlags.DotAll) ? RuneSet.All : RuneSet.Of(('\n', '\n')).Complement());
            case '^':
                _reader.Take("^");
                return Place(Has(PatternFlags.MultiLine) ? AssertionKind.LineStart : AssertionKind.TextStart);
            case '$':
                _reader.Take("$");
                return Place(Has(PatternFlags.MultiLine) ? AssertionKind.LineEnd : AssertionKind.TextEnd);
            case '*' or '+' or '?':
                throw _reader.Error("there is nothing to repeat here");
            case '\\':
                return Escape();
            default:
                return Literal(_reader.TakeRune());
        }
    }

    private PatternNode Escape()
    {
        if (_reader.Take("\\b"))
            return Place(AssertionKind.WordBoundary);
        if (_reader.Take("\\B"))
            return Place(AssertionKind.NotWordBoundary);
        if (_reader.Take("\\A"))
            return Place(AssertionKind.TextStart);
        if (_reader.Take("\\z"))
            return Place(AssertionKind.TextEnd);
        _reader.Take("\\");
        var set = EscapeReader.Read(_reader);
        return new ClassNode(Has(PatternFlags.Caseless) ? set.FoldCase() : set);
    }

    private PatternNode? Group()
    {
        var outer = _flags;
        _reader.Take("(");
        if (_reader.Sees("?=") || _reader.Sees("?!") || _reader.Sees("?<=") || _reader.Sees("?<!"))
            throw _reader.Error("look-around is not supported; match the context itself, or use a validator");
        if (_reader.Sees("?>"))
            throw _reader.Error("atomic groups are not supported; a plain group (?:…) matches the same texts");
        if (_reader.Take("?P<") || _reader.Take("?<"))
            _ = _reader.TakeUntil(">", "the group's name is not closed");
        else if (_reader.Take("?") && ReadFlags())
            return null;

        var start = _reader.Position;
        var inner = Alternation();
        if (!_reader.Take(")"))
        {
            _reader.Rewind(start);
            throw _reader.Error("the parenthesis is not closed");
        }

        _flags = outer;
        // A group of one must stay one unit for the repeat that may follow it.
        return inner;
    }

    /// <summary>Reads <c>i-s:</c> or <c>i)</c>.</summary>
    /// <returns>True when the group ended here: the flags then hold to the end of the enclosing group.</returns>
    private bool ReadFlags()
    {
        var on = true;
        while (true)
        {
            PatternFlags flag;
            switch (_reader.TakeRune())
            {
                case ':':
                    return false;
                case ')':
                    return true;
                case '-':
                    on = false;
                    continue;
                case 'i':
                    flag = PatternFlags.Caseless;
                    break;
                case 'm':
                    flag = PatternFlags.MultiLine;
                    break;
                case 's':
                    flag = PatternFlags.DotAll;
                    break;
                case 'U':
                    // Greed decides which match is reported, not whether there is one.
                    continue;
                default:
                    throw _reader.Error("the group's flags are not known; RE2 has i, m, s and U");
            }

            _flags = on ? _flags | flag : _flags & ~flag;
        }
    }

    private PatternNode Repeats(PatternNode atom)
    {
        if (!TryRepeat(out var min, out var max))
            return atom;
        _reader.Take("?");
        if (_reader.Peek is '*' or '+' || TryRepeat(out _, out _))
            throw _reader.Error("a repeat cannot be repeated; use a group");
        return new RepeatNode(atom, min, max);
    }

    private bool TryRepeat(out int min, out int max)
    {
        (min, max) = (0, -1);
        if (_reader.Take("*"))
            return true;
        if (_reader.Take("+"))
            return (min = 1) == 1;
        if (_reader.Take("?"))
            return (max = 1) == 1;
        var start = _reader.Position;
        if (!_reader.Take("{") || (min = _reader.TakeNumber()) < 0)
            return NotARepeat(start);
        max = _reader.Take(",") ? _reader.TakeNumber() : min;
        if (!_reader.Take("}"))
            return NotARepeat(start);
        if (min > MaxRepeat || max > MaxRepeat || (max >= 0 && max < min))
            throw _reader.Error($"a repeat counts from low to high and to {MaxRepeat} at most");
        return true;
    }

    /// <summary>RE2 takes a brace that counts nothing literally.</summary>
    private bool NotARepeat(int start)
    {
        _reader.Rewind(start);
        return false;
    }

    private bool Has(PatternFlags flag) => (_flags & flag) != 0;

    private static AssertionNode Place(AssertionKind kind) => new(kind);

    private ClassNode Literal(int rune)
    {
        var set = RuneSet.Of((rune, rune));
        return new ClassNode(Has(PatternFlags.Caseless) ? set.FoldCase() : set);
    }
}
