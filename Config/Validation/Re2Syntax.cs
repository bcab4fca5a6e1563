using System.Text;
using System.Text.RegularExpressions;

namespace Pipelock.Config.Validation;

/// <summary>Says where a regular expression in RE2 syntax is malformed.</summary>
/// <remarks>
/// Rewrites the pattern in .NET syntax and lets .NET judge what both share. What only backtracking can match
/// (lookaround, back references) is refused here by name. Matching itself is compiled elsewhere.
/// </remarks>
internal static class Re2Syntax
{
    /// <summary>
    /// Why <paramref name="pattern"/> is malformed and at which character (from 1); null when it is fine.
    /// </summary>
    public static string? Problem(string pattern)
    {
        if (pattern.Length == 0)
            return "must not be empty";
        var translation = new Re2Translation(pattern);
        if (translation.Translate() is { } refused)
            return refused;
        try
        {
            _ = new Regex(translation.Text, RegexOptions.NonBacktracking);
            return null;
        }
        catch (RegexParseException e)
        {
            return $"is malformed at character {translation.OriginOf(e.Offset) + 1}: {Explain(e.Error)}";
        }
        catch (NotSupportedException)
        {
            // Too large for this engine's automaton: well formed all the same, and another engine may take it.
            return null;
        }
    }

    // .NET's own sentence quotes the pattern; "CapturingGroupNameInvalid" reads well enough as words.
    private static string Explain(RegexParseError error)
    {
        var words = new StringBuilder();
        foreach (var c in error.ToString())
        {
            if (char.IsUpper(c) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
