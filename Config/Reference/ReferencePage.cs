using System.Text;

namespace Pipelock.Config.Reference;

/// <summary>Writes the page of the documentation that lists every key.</summary>
public static class ReferencePage
{
    /// <summary>The page as Markdown, one table per section, with a final newline; the same text every time.</summary>
    public static string Write<T>()
        where T : class, new()
    {
        var page = new StringBuilder()
            .Append("# Every key of the configuration\n\n")
            .Append("This page is written by `pipelock generate reference` from the types the program reads its\n")
            .Append("configuration with. `[]` stands for an entry of a list, `<name>` for a name of your choice.\n\n")
            .Append("## Top level\n\n");
        var keys = ReferenceKeys.Of<T>();
        AppendTable(page, keys.Where(key => !key.Path.Contains('.') && !HasKeysBelow(key)));
        foreach (var section in keys.Where(key => !key.Path.Contains('.') && HasKeysBelow(key)))
        {
            page.Append($"\n## {section.Path}\n\n");
            if (section.Meaning.Length > 0)
                page.Append(section.Meaning).Append("\n\n");
            AppendTable(page, keys.Where(key => IsBelow(key, section)));
        }

        return page.ToString();

        bool HasKeysBelow(ReferenceKey section) => keys.Any(key => IsBelow(key, section));
    }

    private static bool IsBelow(ReferenceKey key, ReferenceKey section) =>
        key.Path.StartsWith(section.Path + ".", StringComparison.Ordinal)
        || key.Path.StartsWith(section.Path + "[]", StringComparison.Ordinal);

    private static void AppendTable(StringBuilder page, IEnumerable<ReferenceKey> keys)
    {
        page.Append("| key | takes | default | meaning |\n|---|---|---|---|\n");
        foreach (var key in keys)
        {
            var shown = key.Default.Length == 0 ? "" : $"`{Cell(key.Default)}`";
            page.Append($"| `{key.Path}` | {Cell(key.Type)} | {shown} | {Cell(key.Meaning)} |\n");
        }
    }

    // A bar would end the cell (GitHub Flavored Markdown §4.10).
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
