using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Reads values: scalars here and in the classes beside, arrays and inline tables here.</summary>
internal sealed class TomlValues(TomlCursor cursor)
{
    private int _nodes;

    /// <summary>How many brackets and braces were open when the last error was thrown; 0 outside of values.</summary>
    public int OpenBrackets { get; private set; }

    /// <summary>True when the file holds too many values to read on.</summary>
    public bool IsExhausted => _nodes > ReaderLimits.MaxNodes;

    /// <summary>Forgets the brackets of an expression that was given up.</summary>
    public void Reset() => OpenBrackets = 0;

    /// <summary>Counts one more node of the tree.</summary>
    /// <exception cref="TomlSyntaxException">There are more than <see cref="ReaderLimits.MaxNodes"/>.</exception>
    public void CountNode()
    {
        _nodes++;
        if (IsExhausted)
            throw cursor.Error($"the file has more than {ReaderLimits.MaxNodes} values");
    }

    /// <summary>Reads the value at the cursor.</summary>
    public ConfigNode Read()
    {
        CountNode();
        return cursor.Current switch
        {
            '"' or '\'' => TomlStrings.Read(cursor),
            '[' => ReadArray(),
            '{' => ReadInlineTable(),
            _ => ReadToken(),
        };
    }

    private SequenceNode ReadArray()
    {
        var start = cursor.Location;
        Open();
        var items = ImmutableArray.CreateBuilder<ConfigNode>();
        while (true)
        {
            cursor.SkipBlanksNewlinesAndComments();
            if (cursor.Current == ']')
                break;
            if (cursor.AtEnd)
                throw new TomlSyntaxException(start, "array without end; close it with ]");
            if (cursor.Current == ',')
                throw cursor.Error("a value is missing before this comma");
            items.Add(Read());
            cursor.SkipBlanksNewlinesAndComments();
            if (cursor.Current == ',')
                cursor.Advance();
            else if (cursor.AtEnd)
                throw new TomlSyntaxException(start, "array without end; close it with ]");
            else if (cursor.Current != ']')
                throw cursor.Error("put a comma between the values of an array, and ] behind the last");
        }

        Close();
        return new SequenceNode(items.ToImmutable(), start);
    }

    // §Inline Table: one line, no trailing comma, complete and closed by its brace.
    private MappingNode ReadInlineTable()
    {
        var start = cursor.Location;
        Open();
        var table = new TomlTable(TomlTableOrigin.Header, start);
        var key = new List<TomlKeyPart>();
        cursor.SkipBlanks();
        while (cursor.Current != '}')
        {
            RefuseLineEnd(start);
            ReadPair(table, key);
            cursor.SkipBlanks();
            RefuseLineEnd(start);
            if (cursor.Current == '}')
                break;
            if (cursor.Current != ',')
                throw cursor.Error("put a comma between the keys of an inline table, and } behind the last");
            cursor.Advance();
            cursor.SkipBlanks();
            if (cursor.Current == '}')
                throw cursor.Error("an inline table has no comma behind its last value; remove it");
        }

        Close();
        return table.ToNode();
    }

    private void ReadPair(TomlTable table, List<TomlKeyPart> key)
    {
        TomlKeys.Read(cursor, key);
        if (cursor.Current != '=')
            throw cursor.Error("put = between key and value");
        cursor.Advance();
        cursor.SkipBlanks();
        for (var i = 1; i < key.Count; i++)
            CountNode();
        TomlTables.Assign(table, key, Read());
    }

    private ScalarNode ReadToken()
    {
        var location = cursor.Location;
        var start = cursor.Position;
        while (IsTokenCharacter(cursor.Current))
            cursor.Advance();
        var token = cursor.Since(start);
        switch (token)
        {
            case "true" or "false":
                return ScalarNode.FromBoolean(token, token == "true", location);
            case "":
                if (cursor.AtLineEnd || cursor.Current is '#' or ',' or ']' or '}')
                    throw cursor.Error("a value is missing here");
                cursor.RefuseControlCharacter("a value");
                throw cursor.Error("not a value; quote it if it is text: \"…\"");
            default:
                return TomlDates.LooksLikeOne(token)
                    ? TomlDates.Read(WithTime(token, start), location)
                    : TomlNumbers.Read(token, location);
        }
    }

    // RFC 3339 §5.6 lets a space stand for the T, so that the token of a date may go on behind a space.
    private string WithTime(string token, int start)
    {
        if (token.Length != 10 || cursor.Current != ' ' || !char.IsAsciiDigit(cursor.Peek(1)))
            return token;
        cursor.Advance();
        while (IsTokenCharacter(cursor.Current))
            cursor.Advance();
        return cursor.Since(start);
    }

    private static bool IsTokenCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.' or ':';

    private void RefuseLineEnd(SourceLocation start)
    {
        if (cursor.AtLineEnd || cursor.Current == '#')
            throw new TomlSyntaxException(start, "an inline table ends on the line it starts; close it with }");
    }

    private void Open()
    {
        if (OpenBrackets >= ReaderLimits.MaxDepth)
            throw cursor.Error($"values nest at most {ReaderLimits.MaxDepth} deep");
        OpenBrackets++;
        cursor.Advance();
    }

    private void Close()
    {
        OpenBrackets--;
        cursor.Advance();
    }
}
