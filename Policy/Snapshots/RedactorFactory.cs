using Pipelock.Config.Options;
using Pipelock.Scanners.Redaction;

namespace Pipelock.Policy.Snapshots;

/// <summary>From the section <c>redaction</c> to what replaces.</summary>
internal static class RedactorFactory
{
    /// <summary>The redactor of the profile in effect; null where redaction is off.</summary>
    /// <exception cref="IOException">The <c>entries_file</c> of a dictionary cannot be read.</exception>
    public static Redactor? Build(RedactionOptions options)
    {
        if (!options.Enabled || !options.Profiles.TryGetValue(options.DefaultProfile, out var profile)) return null;
        var limits = options.Limits;
        var defaults = new RedactionLimitsOptions();
        return new Redactor(new RedactionSettings
        {
            Classes = profile.Classes,
            Words = [.. profile.Dictionaries.Select(name => Words(options.Dictionaries[name]))],
            MaxBodyBytes = OrDefault(limits.MaxBodyBytes, defaults.MaxBodyBytes),
            MaxRedactions = OrDefault(limits.MaxRedactionsPerRequest, defaults.MaxRedactionsPerRequest),
            MaxDepth = OrDefault(limits.MaxDepth, defaults.MaxDepth),
        });
    }

    private static int OrDefault(int value, int otherwise) => value > 0 ? value : otherwise;

    private static RedactionWords Words(RedactionDictionaryOptions dictionary)
    {
        var lines = dictionary.EntriesFile.Length == 0 ? [] : File.ReadAllLines(dictionary.EntriesFile);
        var entries = dictionary.Entries.AddRange(
            lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'));
        return new RedactionWords(
            dictionary.Class, entries, dictionary.CaseInsensitive, dictionary.WordBoundary, dictionary.Priority);
    }
}
