using System.Globalization;

namespace Pipelock.Corpus.Tests;

/// <summary>Reads <c>Data/known-misses.txt</c>: a group and how many of its cases are judged wrongly today.</summary>
public static class KnownMisses
{
    /// <summary>The numbers by group; a group that is not listed has none.</summary>
    public static IReadOnlyDictionary<string, int> Read() =>
        File.ReadAllLines(Path.Combine(CorpusReader.DataFolder, "known-misses.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => int.Parse(words[1], CultureInfo.InvariantCulture));
}
