using System.Text;
using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Reads the four forms of strings (TOML §String).</summary>
internal static class TomlStrings
{
    /// <summary>Reads the string that starts at the cursor, which stands on a quote.</summary>
    public static ScalarNode Read(TomlCursor cursor)
    {
        var location = cursor.Location;
        var quote = cursor.Current;
        var text = cursor.Peek(1) == quote && cursor.Peek(2) == quote
            ? ReadMultiLine(cursor, quote)
            : ReadSingleLine(cursor);
        return ScalarNode.String(text, location);
    }

    /// <summary>Reads a string of one line, <c>"basic"</c> or <c>'literal'</c>; also the form of quoted keys.</summary>
    public static string ReadSingleLine(TomlCursor cursor)
    {
        var start = cursor.Location;
        var quote = cursor.Current;
        var text = new StringBuilder();
        cursor.Advance();
        while (cursor.Current != quote)
        {
            if (cursor.AtLineEnd)
                throw new TomlSyntaxException(
                    start, $"string without closing quote; end it with {quote} on the same line");
            ReadCharacter(cursor, quote, text);
        }

        cursor.Advance();
        return text.ToString();
    }

    private static string ReadMultiLine(TomlCursor cursor, char quote)
    {
        var start = cursor.Location;
        var text = new StringBuilder();
        cursor.Advance(3);
        // §String: a newline immediately following the opening delimiter is trimmed.
        if (cursor.AtNewline)
            cursor.AdvanceNewline();
        while (true)
        {
            if (cursor.AtEnd)
                throw new TomlSyntaxException(
                    start, $"multi-line string without end; close it with {quote}{quote}{quote}");
            if (cursor.AtNewline)
            {
                cursor.AdvanceNewline();
                text.Append('\n');
            }
            else if (cursor.Current == quote)
            {
                if (ReadQuotes(cursor, quote, text))
                    return text.ToString();
            }
            else if (quote == '"' && cursor.Current == '\\' && IsLineContinuation(cursor))
            {
                SkipLineContinuation(cursor);
            }
            else
            {
                ReadCharacter(cursor, quote, text);
            }
        }
    }

    // One or two quotes are content. Three close the string, and up to two more before them are content:
    // """"a""""" is the text "a"".
    private static bool ReadQuotes(TomlCursor cursor, char quote, StringBuilder text)
    {
        var count = 0;
        while (count < 5 && cursor.Current == quote)
        {
            count++;
            cursor.Advance();
        }

        text.Append(quote, count >= 3 ? count - 3 : count);
        return count >= 3;
    }

    private static void ReadCharacter(TomlCursor cursor, char quote, StringBuilder text)
    {
        if (quote == '"' && cursor.Current == '\\')
        {
            TomlEscapes.Read(cursor, text);
            return;
        }

        cursor.RefuseControlCharacter("a string");
        text.Append(cursor.Current);
        cursor.Advance();
    }

    // A backslash that is the last character of its line but for blanks.
    private static bool IsLineContinuation(TomlCursor cursor)
    {
        var ahead = 1;
        while (cursor.Peek(ahead) is ' ' or '\t')
            ahead++;
        return cursor.Peek(ahead) == '\n' || (cursor.Peek(ahead) == '\r' && cursor.Peek(ahead + 1) == '\n');
    }

    private static void SkipLineContinuation(TomlCursor cursor)
    {
        cursor.Advance();
        while (cursor.Current is ' ' or '\t' || cursor.AtNewline)
        {
            if (cursor.AtNewline)
                cursor.AdvanceNewline();
            else
                cursor.Advance();
        }
    }
}
