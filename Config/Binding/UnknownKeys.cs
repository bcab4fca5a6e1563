using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Says what a key that nothing knows was probably meant to be.</summary>
internal static class UnknownKeys
{
    private const int MostKeysListed = 12;
    private const int DeepestSection = 6;

    /// <summary>The message for <paramref name="name"/>, which stands in a section of
    /// <paramref name="section"/>.</summary>
    public static string Explain(string name, RecordShape section, RecordShape root)
    {
        if (NearMiss.Find(name, Names(section)) is { } meant)
            return $"unknown key; did you mean '{meant}'?";
        var elsewhere = new List<string>();
        FindElsewhere(name, "", root, 0, elsewhere);
        // A name that many sections have, such as "enabled", hints at nothing.
        if (elsewhere.Count == 1)
            return $"unknown key here; did you mean '{elsewhere[0]}'?";
        return section.Keys.Length is > 0 and <= MostKeysListed
            ? $"unknown key; here are known: {string.Join(", ", Names(section))}"
            : "unknown key; remove it, or see the list of keys in the documentation";
    }

    // Only through sections, not through lists and maps: those have no path that could be named.
    private static void FindElsewhere(string name, string path, RecordShape section, int depth, List<string> found)
    {
        if (section.Find(name) is not null)
            found.Add(KeyPaths.Child(path, name));
        if (depth == DeepestSection)
            return;
        foreach (var key in section.Keys)
        {
            if (key.Value.Kind == ValueKind.Record)
                FindElsewhere(name, KeyPaths.Child(path, key.Name), key.Value.Record, depth + 1, found);
        }
    }

    private static IEnumerable<string> Names(RecordShape section)
    {
        foreach (var key in section.Keys)
            yield return key.Name;
    }
}
