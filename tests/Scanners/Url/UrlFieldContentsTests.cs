using System.Text;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners.Tests.Url;

/// <summary>What a piece of a URL is decides which readings it is put into.</summary>
public class UrlFieldContentsTests
{
    [Theory]
    [InlineData("", "Plain")]
    [InlineData("items", "Plain")]
    [InlineData("v1", "Plain")]
    [InlineData("20261123", "Plain")]
    [InlineData("2026-11-23T00:00:00Z", "Plain")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000", "Plain")]
    [InlineData("how to set up a reverse proxy", "Plain")]
    [InlineData("3b18e512dba79e4c8300dd08aeb37f8e728b8dad", "Digest")]
    [InlineData("9c7e2b61d0a84be9b9a1c7a3f1e4ad2c5b6d7e8f90a1b2c3d4e5f6a7b8c9", "Digest")]
    [InlineData("3b18e512dba79e4c830", "Other")] // too short to tell
    [InlineData("414b494151595a37464b334c4d4e3451325254550a", "Other")] // readable at the first digit
    [InlineData("f414b494151595a37464b334c4d4e345132525455", "Other")] // and at the second
    [InlineData("e9b1d08fe9b1d08fe9b1d08fe9b1d08fe9b1d08fe9b1d08fe9b1d08f414b494151595a37", "Other")] // at the end
    [InlineData("AKIA", "Other")]
    [InlineData("k3Yq9ZpLw0TtXv7", "Other")]
    public void Each_piece_is_one_of_three(string text, string content)
    {
        var alone = Encoding.ASCII.GetBytes(text);
        byte[] inside = [.. alone, .. "414b4941k3Yq9Z"u8, .. new byte[64]];
        var judged = UrlFieldContents.Judge(inside.AsSpan(0, alone.Length), inside.Length, out var random);

        Assert.Equal(content, judged.ToString());
        Assert.Equal(judged, UrlFieldContents.Judge(alone, alone.Length, out _));
        Assert.Equal(judged == UrlFieldContent.Plain ? 0 : Randomness.CountAsPiece(alone), random);
    }
}
