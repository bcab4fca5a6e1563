using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection.Gate;

namespace Pipelock.Scanners.Tests.Injection.Gate;

public sealed class NeededWordsTests : IDisposable
{
    private static readonly ImmutableArray<Phrase> s_phrases =
    [
        new(0, 0, 50, @"\b(?:ignore (?:all|previous) instructions)\b"),
        new(1, 1, 20, @"\b(?:disregard|überschreibe)\b"),
    ];

    private readonly string _parent = Directory.CreateTempSubdirectory("pipelock-words-").FullName;

    private DatabaseCache Cache => new(Path.Combine(_parent, "cache"));

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void What_was_kept_is_what_was_read_from_the_patterns()
    {
        var read = Text(NeededWords.Of(s_phrases, cache: null));
        Assert.Contains("disregard", read, StringComparison.Ordinal);
        Assert.Equal(read, Text(NeededWords.Of(s_phrases, Cache))); // Made and kept.
        Assert.Equal(read, Text(NeededWords.Of(s_phrases, Cache))); // Loaded.
        Assert.Single(Directory.GetFiles(Cache.Directory));
    }

    [Fact]
    public void Other_patterns_have_a_file_of_their_own()
    {
        NeededWords.Of(s_phrases, Cache);
        var others = NeededWords.Of([s_phrases[1]], Cache);
        Assert.DoesNotContain("ignore", Text(others), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Cache.Directory).Length);
    }

    [Fact]
    public void A_file_that_was_changed_is_made_again()
    {
        var read = Text(NeededWords.Of(s_phrases, Cache));
        var file = Directory.GetFiles(Cache.Directory).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Equal(read, Text(NeededWords.Of(s_phrases, Cache)));
    }

    private static string Text(NeededWords[] branches) => string.Join('\n', branches.Select(branch =>
        $"{branch.Phrase} {branch.Width} "
        + string.Join('/', branch.Clauses.Select(clause => $"{clause.Gap} {string.Join('|', clause.Words)}"))));
}
