using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules;

/// <summary>A rule pack as it was read from somewhere; nothing of it is understood yet.</summary>
/// <param name="Name">What errors call it: the path of the file.</param>
/// <param name="Content">JSON in UTF-8.</param>
public sealed record RulePackFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>Reads every <c>*.json</c> of a directory, in the order of their names.</summary>
    /// <exception cref="IOException">The directory or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory or a file may not be read.</exception>
    public static ImmutableArray<RulePackFile> ReadDirectory(string directory)
    {
        var files = Directory.GetFiles(directory, "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        return [.. files.Select(file => new RulePackFile(file, File.ReadAllBytes(file)))];
    }
}
