namespace Pipelock.Deploy.Tests.Docs;

/// <summary>A fenced block of a Markdown file (CommonMark §4.5).</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Language">What it is marked as; empty when it is not.</param>
/// <param name="Lines">What stands in it.</param>
internal sealed record FencedBlock(string File, int Line, string Language, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";

    /// <summary>All blocks of a file's text, in order.</summary>
    public static IReadOnlyList<FencedBlock> Of(string file, string text)
    {
        var blocks = new List<FencedBlock>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal)) continue;
            var end = Array.FindIndex(lines, i + 1, line => line.TrimEnd() == Fence);
            Assert.True(end > 0, $"{file}:{i + 1}: a block without an end");
            blocks.Add(new FencedBlock(file, i + 1, lines[i][Fence.Length..].Trim(), lines[(i + 1)..end]));
            i = end;
        }

        return blocks;
    }

    /// <summary>The commands of the block: comments taken off, continued lines joined.</summary>
    public IEnumerable<string> Commands() =>
        string.Join('\n', Lines).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Split(" #", 2)[0].Trim())
            .Where(line => line.Length > 0 && line[0] != '#');
}
