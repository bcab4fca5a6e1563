using Pipelock.Config.Document;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipelock.Config.Yaml;

/// <summary>The parser's events, one by one; whatever stops the parser comes out as
/// <see cref="YamlReadException"/>.</summary>
internal sealed class YamlEvents(string text)
{
    private readonly Parser _parser = new(new StringReader(text));

    /// <summary>The current event; there is one after the first <see cref="MoveNext"/>.</summary>
    public ParsingEvent Current => _parser.Current!;

    /// <summary>Goes on to the next event.</summary>
    /// <exception cref="YamlReadException">The text is not well-formed YAML.</exception>
    public void MoveNext()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (YamlException error)
        {
            throw Explain(YamlProblems.Locate(error.Start), YamlProblems.Locate(error.End), error.Message);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // On some malformed texts the parser trips over its own checks instead of reporting the text.
            var location = _parser.Current is { } last ? YamlProblems.Locate(last.End) : new SourceLocation(1, 1);
            throw Explain(location, location, "it cannot be parsed");
        }
    }

    // The parser's own messages name tokens and rules, never the text of a value.
    private YamlReadException Explain(SourceLocation start, SourceLocation end, string message)
    {
        if (FindTab(start.Line, end.Line + 1) is { } line)
            return new(new SourceLocation(line, 1), "not well-formed YAML: a tab in the indentation; use spaces");
        var reason = message.ReplaceLineEndings(" ").TrimEnd(' ', '.');
        return new(start, $"not well-formed YAML: {reason}; check indentation, quotes and colons around here");
    }

    // The first of the lines that is indented with a tab: the usual cause, and one that cannot be seen.
    private int? FindTab(int first, int last)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number > last)
                return null;
            if (number < first)
                continue;
            var indentation = line[..(line.Length - line.TrimStart(" \t").Length)];
            if (indentation.Contains('\t'))
                return number;
        }

        return null;
    }
}
