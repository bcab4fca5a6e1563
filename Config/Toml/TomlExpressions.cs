using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Goes through the expressions of a file: headers and key/value pairs, one a line (TOML §Spec).</summary>
/// <remarks>What is wrong is noted, and reading goes on where the next expression seems to start, so that one run
/// names all mistakes. A header that is wrong opens a table of its own that is thrown away, lest its keys be taken
/// for duplicates of the table before.</remarks>
internal sealed class TomlExpressions
{
    private readonly string _file;
    private readonly TomlCursor _cursor;
    private readonly TomlValues _values;
    private readonly TomlTable _root = new(TomlTableOrigin.Header, new SourceLocation(1, 1));
    private readonly List<TomlKeyPart> _key = [];
    private readonly ImmutableArray<ConfigProblem>.Builder _problems = ImmutableArray.CreateBuilder<ConfigProblem>();
    private TomlTable _table;
    private string _tablePath = "";

    public TomlExpressions(string text, string file)
    {
        _file = file;
        _cursor = new TomlCursor(text);
        _values = new TomlValues(_cursor);
        _table = _root;
    }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="ConfigException">At least one expression is wrong.</exception>
    public MappingNode Read()
    {
        while (!_cursor.AtEnd && _problems.Count < ReaderLimits.MaxProblems && !_values.IsExhausted)
        {
            try
            {
                ReadLine();
            }
            catch (TomlSyntaxException error)
            {
                _problems.Add(new ConfigProblem(_file, error.Location, PathOfKey(), error.Message));
                TomlRecovery.SkipToNextExpression(_cursor, insideValue: _values.OpenBrackets > 0);
                _values.Reset();
            }
        }

        return _problems.Count == 0 ? _root.ToNode() : throw new ConfigException(_problems.ToImmutable());
    }

    private void ReadLine()
    {
        _key.Clear();
        _cursor.SkipBlanks();
        if (_cursor.Current == '[')
            ReadHeader();
        else if (!_cursor.AtLineEnd && _cursor.Current != '#')
            ReadPair();
        _cursor.SkipBlanks();
        _cursor.SkipComment();
        if (!_cursor.AtLineEnd)
        {
            _cursor.RefuseControlCharacter("the file");
            throw _cursor.Error("one expression a line; start a new line here, or put # before a comment");
        }

        if (!_cursor.AtEnd)
            _cursor.AdvanceNewline();
    }

    private void ReadHeader()
    {
        // Set first: if anything is wrong, the keys that follow have this place to go to.
        _table = new TomlTable(TomlTableOrigin.Header, _cursor.Location);
        _tablePath = "";
        var isArray = _cursor.Peek(1) == '[';
        _cursor.Advance(isArray ? 2 : 1);
        TomlKeys.Read(_cursor, _key);
        if (!_cursor.StartsWith(isArray ? "]]" : "]"))
            throw _cursor.Error(isArray ? "close the header with ]]" : "close the header with ]");
        _cursor.Advance(isArray ? 2 : 1);
        CountNodes();
        _table = isArray ? TomlTables.OpenArrayElement(_root, _key) : TomlTables.OpenHeader(_root, _key);
        _tablePath = PathOfKey();
        _key.Clear();
    }

    private void ReadPair()
    {
        TomlKeys.Read(_cursor, _key);
        if (_cursor.Current != '=')
            throw _cursor.Error("put = between key and value");
        _cursor.Advance();
        _cursor.SkipBlanks();
        CountNodes();
        var value = _values.Read();
        try
        {
            TomlTables.Assign(_table, _key, value);
        }
        catch (TomlSyntaxException error)
        {
            // The value itself was fine, and it may span lines: go on behind it.
            _problems.Add(new ConfigProblem(_file, error.Location, PathOfKey(), error.Message));
        }
    }

    private void CountNodes()
    {
        for (var i = 0; i < _key.Count; i++)
            _values.CountNode();
    }

    private string PathOfKey()
    {
        var path = _tablePath;
        foreach (var part in _key)
            path = KeyPaths.Child(path, part.Name);
        return path;
    }
}
