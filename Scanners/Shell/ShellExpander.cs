namespace Pipelock.Scanners.Shell;

/// <summary>Reads a command as a POSIX shell and bash do: quotes, escapes, variables, substitutions, braces.</summary>
/// <remarks>
/// Follows the order of expansions of the shell (POSIX.1-2024, Shell Command Language §2.6) as far as it can be
/// followed
/// without running anything. What it cannot know stays as it is written. Linear; the output is bounded by
/// <see cref="MaxGrowth"/>. Not thread-safe.
/// </remarks>
internal sealed class ShellExpander
{
    /// <summary>The most bytes of output per byte of input, beside a fixed 4 KiB.</summary>
    internal const int MaxGrowth = 4;

    private const int MaxNesting = 8;

    private readonly ShellVariables _variables = new();
    private GatherBuffer _output = new();
    private int _limit;

    /// <summary>Writes what the command reads like once expanded, if that differs.</summary>
    internal bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        _variables.Clear();
        _output = output;
        _limit = (text.Length * MaxGrowth) + (4 * 1024);
        Expand(text, 0);
        return !output.Text.SequenceEqual(text);
    }

    private void Expand(ReadOnlySpan<byte> text, int nesting)
    {
        var word = _output.Length; // where the current word begins
        var quoted = false;
        var at = 0;
        while (at < text.Length && _output.Length < _limit)
        {
            var next = text[at];
            if (next == '\\')
            {
                at += Escape(text[at..], quoted);
            }
            else if (next == '\'' && !quoted)
            {
                at += SingleQuoted(text[at..]);
            }
            else if (next == '"')
            {
                quoted = !quoted;
                at++;
            }
            else if (next == '$' && at + 1 < text.Length)
            {
                at += Dollar(text[at..], word, nesting);
            }
            else if (next == '`')
            {
                at += Backquoted(text[at..], nesting);
            }
            else if (next == '{' && !quoted && BraceList.Length(text[at..]) is > 0 and var length)
            {
                var behind = text[(at + length)..];
                var suffix = BraceList.SuffixLength(behind);
                BraceList.Write(text.Slice(at + 1, length - 2), behind[..suffix], word, _output, _limit);
                at += length + suffix;
            }
            else if (next == '(' && !quoted
                && ShellArrays.Length(text[at..], _output.Text[word..]) is > 0 and var array)
            {
                ShellArrays.Set(_output.Text[word..^1], text.Slice(at + 1, array - 2), _variables);
                _output.Add(text.Slice(at, array));
                at += array;
                word = _output.Length;
            }
            else if (next is (byte)' ' or (byte)'\t' && !quoted)
            {
                Assign(word);
                Blank((byte)' ');
                word = _output.Length;
                at++;
            }
            else
            {
                var ends = !quoted
                    && next is (byte)';' or (byte)'\n' or (byte)'&' or (byte)'|' or (byte)'(' or (byte)')';
                if (ends)
                    Assign(word);
                var opens = !quoted && next == '<' && IsSimpleInput(text, at);
                if (opens)
                    Blank((byte)' ');
                _output.Add(next);
                if (opens)
                    Blank((byte)' ');
                word = ends || opens ? _output.Length : word;
                at++;
            }
        }

        Assign(word);
    }

    // NAME=value in front of a command, or as one.
    private void Assign(int word)
    {
        var text = _output.Text[word..];
        var equals = text.IndexOf((byte)'=');
        if (equals <= 0)
            return;
        var name = ShellNames.Length(text);
        if (name == equals)
            _variables.Set(text[..equals], text[(equals + 1)..]);
        else if (name == equals - 1 && text[name] == '+')
            _variables.Append(text[..name], text[(equals + 1)..]);
    }

    private void Blank(byte blank)
    {
        if (_output.Length == 0 || _output.Text[^1] is not ((byte)' ' or (byte)'\n'))
            _output.Add(blank);
    }

    // "<" alone separates a command from its file as a blank would; "<<", "<(" and "<&" do something else.
    private static bool IsSimpleInput(ReadOnlySpan<byte> text, int at) =>
        (at == 0 || text[at - 1] != '<')
        && at + 1 < text.Length && text[at + 1] is not ((byte)'<' or (byte)'(' or (byte)'&' or (byte)'>');

    private int Escape(ReadOnlySpan<byte> text, bool quoted)
    {
        if (text.Length < 2)
        {
            _output.Add(text[0]);
            return 1;
        }

        // Within double quotes a backslash keeps itself except before these (§2.2.3).
        if (quoted && text[1] is not ((byte)'$' or (byte)'`' or (byte)'"' or (byte)'\\' or (byte)'\n'))
            _output.Add(text[0]);
        if (text[1] != '\n')
            _output.Add(text[1]);
        return 2;
    }

    private int SingleQuoted(ReadOnlySpan<byte> text)
    {
        var length = text[1..].IndexOf((byte)'\'');
        if (length < 0)
        {
            _output.Add(text[0]); // an apostrophe
            return 1;
        }

        _output.Add(text.Slice(1, length));
        return length + 2;
    }

    private int Dollar(ReadOnlySpan<byte> text, int word, int nesting)
    {
        switch (text[1])
        {
            case (byte)'\'':
                return AnsiQuoted.Write(text[2..], (byte)'\'', _output) + 2;
            case (byte)'"':
                return 1;
            case (byte)'(' when nesting < MaxNesting && text.Length > 2 && text[2] != '(':
                var length = Parentheses.Length(text[1..]);
                if (length == 0)
                    break;
                Substitute(text.Slice(2, length - 2), nesting);
                return length + 1;
            case (byte)'{' when HiddenLength(text, word) is > 0 and var hidden:
                return hidden;
            case (byte)'{' or (byte)'@' or (byte)'*' or (>= (byte)'0' and <= (byte)'9'):
                var start = _output.Length;
                var taken = Parameter.Write(text, _variables, _output);
                CutFields(start);
                return taken;
            default:
                return Variable(text, word);
        }

        _output.Add(text[0]);
        return 1;
    }

    // r${x}m: a variable that nobody set, between two letters.
    private int HiddenLength(ReadOnlySpan<byte> text, int word)
    {
        var name = ShellNames.Length(text[2..]);
        return name > 0 && text.Length > name + 3 && text[name + 2] == '}'
            && _output.Length > word && char.IsAsciiLetter((char)_output.Text[^1])
            && char.IsAsciiLetter((char)text[name + 3])
            && !_variables.TryGet(text.Slice(2, name), out var _) ? name + 3 : 0;
    }

    private int Variable(ReadOnlySpan<byte> text, int word)
    {
        var length = ShellNames.Length(text[1..]);
        if (length == 0)
        {
            _output.Add(text[0]);
            return 1;
        }

        var name = text.Slice(1, length);
        if (_variables.TryGet(name, out var value))
        {
            var start = _output.Length;
            _output.Add(value);
            CutFields(start);
        }
        else
        {
            // Nobody sets a variable in the middle of a word and means it: c$xat is a way to write cat.
            var isInWord = _output.Length > word && char.IsAsciiLetter((char)_output.Text[^1])
                && length + 1 < text.Length && text[length + 1] is (byte)'"' or (byte)'\'' or (byte)'$';
            if (!isInWord)
                _output.Add(text[..(length + 1)]);
        }

        return length + 1;
    }

    // What comes of a variable is cut into words at the characters of IFS (§2.6.5).
    private void CutFields(int start)
    {
        if (_variables.TryGetOwn("IFS"u8, out var separators))
            _output.Replace(start, separators, (byte)' ');
    }

    private int Backquoted(ReadOnlySpan<byte> text, int nesting)
    {
        var length = text[1..].IndexOf((byte)'`');
        if (length < 0 || nesting >= MaxNesting)
        {
            _output.Add(text[0]);
            return 1;
        }

        Substitute(text.Slice(1, length), nesting);
        return length + 2;
    }

    // The output of echo and printf is known; of other commands at least the command is.
    private void Substitute(ReadOnlySpan<byte> command, int nesting)
    {
        var start = _output.Length;
        if (Printer.TryWrite(command, _output))
            return;
        Expand(command, nesting + 1);
        var inner = _output.Text[start..];
        var skip = Printer.PrefixLength(inner);
        if (skip > 0)
        {
            _output.Remove(start, skip);
            return;
        }

        _output.Insert(start, "$("u8);
        _output.Add((byte)')');
    }
}
