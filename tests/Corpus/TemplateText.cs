using System.Text;

namespace Pipelock.Corpus.Tests;

/// <summary>Fills in the markers of a payload: <c>{{github}}</c> a secret, <c>{{b64:…}}</c> a text in an
/// encoding.</summary>
/// <remarks>
/// Markers nest. What is random depends on the case's id alone: two markers of one name in one case are the same
/// secret, and every run sees the same. What follows the name and a colon is the marker's text; <c>cut</c>,
/// <c>chunk</c> and <c>rnd</c> take arguments of their own first (see <see cref="Transforms"/>).
/// </remarks>
public sealed class TemplateText(string caseId)
{
    /// <summary>The text with all markers filled in.</summary>
    /// <exception cref="FormatException">A marker is unknown or not closed.</exception>
    public string Expand(string template)
    {
        var position = 0;
        var result = Expand(template, ref position, nested: false);
        return result;
    }

    private string Expand(string template, ref int position, bool nested)
    {
        StringBuilder result = new();
        while (position < template.Length)
        {
            if (Starts(template, position, "{{"))
            {
                position += 2;
                result.Append(Fill(Expand(template, ref position, nested: true)));
            }
            else if (nested && Starts(template, position, "}}"))
            {
                position += 2;
                return result.ToString();
            }
            else
            {
                result.Append(template[position++]);
            }
        }

        return nested ? throw new FormatException($"{caseId}: a marker is not closed") : result.ToString();
    }

    private string Fill(string marker)
    {
        var colon = marker.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
            return Transforms.Apply(caseId, marker[..colon], marker[(colon + 1)..]);
        return MadeUpSecrets.Make(caseId, marker);
    }

    private static bool Starts(string text, int position, string what) =>
        string.CompareOrdinal(text, position, what, 0, what.Length) == 0;
}
