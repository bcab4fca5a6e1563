using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>A place in the text that moves forward only and knows its line and column.</summary>
/// <remarks>Columns count code points: a surrogate pair is one column.</remarks>
internal sealed class TomlCursor(string text)
{
    private int _line = 1;
    private int _column = 1;

    /// <summary>Index of the current character.</summary>
    public int Position { get; private set; }

    /// <summary>True after the last character.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>The current character; NUL at the end (a NUL in the text is refused wherever it stands).</summary>
    public char Current => Position < text.Length ? text[Position] : '\0';

    /// <summary>Line and column of the current character.</summary>
    public SourceLocation Location => new(_line, _column);

    /// <summary>True at LF or CRLF. A CR alone is no newline (TOML §Spec) but a control character.</summary>
    public bool AtNewline => Current == '\n' || (Current == '\r' && Peek(1) == '\n');

    /// <summary>True where a line ends, or the file.</summary>
    public bool AtLineEnd => AtEnd || AtNewline;

    /// <summary>The character <paramref name="ahead"/> places on; NUL past the end.</summary>
    public char Peek(int ahead) => Position + ahead < text.Length ? text[Position + ahead] : '\0';

    /// <summary>True when the text goes on with <paramref name="expected"/>.</summary>
    public bool StartsWith(string expected) =>
        string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    /// <summary>The text from <paramref name="start"/> to here.</summary>
    public string Since(int start) => text[start..Position];

    /// <summary>Moves one character on; must not stand at a newline.</summary>
    public void Advance()
    {
        if (!char.IsLowSurrogate(text[Position++]))
            _column++;
    }

    /// <summary>Moves <paramref name="count"/> characters on within the line.</summary>
    public void Advance(int count)
    {
        while (count-- > 0)
            Advance();
    }

    /// <summary>Moves behind the LF or CRLF at which it stands.</summary>
    public void AdvanceNewline()
    {
        Position += Current == '\r' ? 2 : 1;
        _line++;
        _column = 1;
    }

    /// <summary>Moves behind spaces and tabs.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            Advance();
    }

    /// <summary>Moves behind blanks, newlines and comments, as is allowed between the elements of an array.</summary>
    public void SkipBlanksNewlinesAndComments()
    {
        while (true)
        {
            SkipBlanks();
            if (AtNewline)
                AdvanceNewline();
            else if (Current == '#')
                SkipComment();
            else
                return;
        }
    }

    /// <summary>Moves to the end of the line over a comment, if one stands here.</summary>
    /// <exception cref="TomlSyntaxException">The comment holds a control character (TOML §Comment).</exception>
    public void SkipComment()
    {
        if (Current != '#')
            return;
        while (!AtLineEnd)
        {
            RefuseControlCharacter("a comment");
            Advance();
        }
    }

    /// <summary>Moves to the start of the next line whatever stands in between, or to the end.</summary>
    public void SkipLine()
    {
        while (!AtLineEnd)
            Advance();
        if (!AtEnd)
            AdvanceNewline();
    }

    /// <summary>Refuses the control characters that TOML forbids everywhere; a tab is allowed.</summary>
    public void RefuseControlCharacter(string where)
    {
        if (Current is (< ' ' and not '\t') or '\x7F' && !AtEnd)
        {
            throw Error(
                $"control character U+{(int)Current:X4} in {where}; remove it, "
                + "or write it as an escape in a \"string\"");
        }
    }

    /// <summary>A syntax error at the current character.</summary>
    public TomlSyntaxException Error(string message) => new(Location, message);
}
