using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Refuses the characters that no YAML stream may hold (YAML 1.2 §5.1, <c>c-printable</c>).</summary>
internal static class YamlCharacters
{
    /// <summary>Notes the first such character of <paramref name="text"/>.</summary>
    public static void Check(string text, YamlProblems problems)
    {
        var (line, lineStart) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                (line, lineStart) = (line + 1, i + 1);
            }
            else if (!IsPrintable(c))
            {
                problems.Add(
                    new SourceLocation(line, i - lineStart + 1),
                    "",
                    $"control character U+{(int)c:X4}; remove it, or write it as an escape in a \"string\"");
                return;
            }
        }
    }

    private static bool IsPrintable(char c) => c switch
    {
        '\t' or '\r' or '\x85' => true,
        < ' ' or (>= '\x7F' and < '\xA0') => false,
        '\uFEFF' or '\uFFFE' or '\uFFFF' => false,
        _ => true,
    };
}
