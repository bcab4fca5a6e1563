using System.Text;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Tests.Hyperscan;

public sealed class HyperscanStreamTests
{
    private const string Text = "a ghp_0123456789 and AKIA0123, then ghp_9876543210\nline two";

    private static readonly HyperscanExpression[] s_expressions =
    [
        new("ghp_[0-9]{10}", HyperscanFlags.None, 0),
        new("AKIA[0-9]{4}\\b", HyperscanFlags.None, 1),
        new("^line", HyperscanFlags.MultiLine, 2),
    ];

    [Fact]
    public void Splitting_a_text_at_any_point_changes_nothing()
    {
        var bytes = Encoding.ASCII.GetBytes(Text);
        using var block = HyperscanDatabase.Compile(s_expressions, HyperscanMode.Block);
        using var database = HyperscanDatabase.Compile(s_expressions, HyperscanMode.Stream);
        using var stream = new HyperscanStream(database);
        var whole = HyperscanText.Scan(block, Text);
        Assert.Equal(4, whole.Length);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            stream.Reset();
            HyperscanMatch[] found =
                [.. Feed(stream, bytes.AsSpan(..cut)), .. Feed(stream, bytes.AsSpan(cut..)), .. End(stream)];
            Assert.Equal(whole, found);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Pieces_of_any_size_give_the_matches_of_the_whole(int size)
    {
        var bytes = Encoding.ASCII.GetBytes(Text);
        using var block = HyperscanDatabase.Compile(s_expressions, HyperscanMode.Block);
        using var database = HyperscanDatabase.Compile(s_expressions, HyperscanMode.Stream);
        using var stream = new HyperscanStream(database);
        var found = new List<HyperscanMatch>();
        for (var at = 0; at < bytes.Length; at += size)
            found.AddRange(Feed(stream, bytes.AsSpan(at, Math.Min(size, bytes.Length - at))));
        found.AddRange(End(stream));
        Assert.Equal(HyperscanText.Scan(block, Text), found);
    }

    [Fact]
    public void Reset_forgets_what_came_before()
    {
        using var database = HyperscanDatabase.Compile([new("abcd", HyperscanFlags.None, 0)], HyperscanMode.Stream);
        using var stream = new HyperscanStream(database);
        Assert.Empty(Feed(stream, "ab"u8));
        stream.Reset();
        Assert.Empty(Feed(stream, "cd"u8));
    }

    [Fact]
    public void Finish_lists_the_matches_that_need_the_end_of_the_text()
    {
        using var database = HyperscanDatabase.Compile([new("end\\z", HyperscanFlags.None, 0)], HyperscanMode.Stream);
        using var stream = new HyperscanStream(database);
        Assert.Empty(Feed(stream, "the end"u8));
        Assert.Single(End(stream));
        Assert.Empty(End(stream));
    }

    [Fact]
    public void A_stream_needs_a_database_for_streams()
    {
        using var database = HyperscanDatabase.Compile([new("a", HyperscanFlags.None, 0)], HyperscanMode.Block);
        Assert.Throws<ArgumentException>(() => new HyperscanStream(database));
    }

    [Fact]
    public void A_stream_outlives_the_disposal_of_its_database()
    {
        var database = HyperscanDatabase.Compile([new("abc", HyperscanFlags.None, 0)], HyperscanMode.Stream);
        using var stream = new HyperscanStream(database);
        database.Dispose();
        Assert.Single(Feed(stream, "abc"u8));
    }

    [Fact]
    public void A_disposed_stream_refuses_to_scan()
    {
        using var database = HyperscanDatabase.Compile([new("a", HyperscanFlags.None, 0)], HyperscanMode.Stream);
        var stream = new HyperscanStream(database);
        stream.Dispose();
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Feed(stream, "a"u8));
    }

    [Fact]
    public void A_piece_costs_no_allocation_and_a_stream_little_memory()
    {
        using var database = HyperscanDatabase.Compile(s_expressions, HyperscanMode.Stream);
        using var stream = new HyperscanStream(database);
        var piece = new byte[256];
        Assert.Equal(0, Allocations.Of(() => stream.Scan(piece, default, out _)));
        Assert.InRange(database.StreamStateSize, 1, 4096);
    }

    private static HyperscanMatch[] Feed(HyperscanStream stream, ReadOnlySpan<byte> piece)
    {
        var matches = new HyperscanMatch[64];
        Assert.Equal(HyperscanOutcome.Complete, stream.Scan(piece, matches, out var count));
        return matches[..count];
    }

    private static HyperscanMatch[] End(HyperscanStream stream)
    {
        var matches = new HyperscanMatch[64];
        Assert.Equal(HyperscanOutcome.Complete, stream.Finish(matches, out var count));
        return matches[..count];
    }
}
