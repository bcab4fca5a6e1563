using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Tests.Hyperscan;

public sealed class HyperscanDatabaseTests
{
    public static TheoryData<string, HyperscanFlags, string, ulong[]> Ends => new()
    {
        { "abc", HyperscanFlags.None, "xxabcxabc", [5, 9] },
        { "abc", HyperscanFlags.None, "ABC", [] },
        { "abc", HyperscanFlags.Caseless, "xABC", [4] },
        { "a.c", HyperscanFlags.None, "a\nc", [] },
        { "a.c", HyperscanFlags.DotAll, "a\nc", [3] },
        { "^b", HyperscanFlags.None, "a\nb", [] },
        { "^b", HyperscanFlags.MultiLine, "a\nb", [3] },
        { "a{2}", HyperscanFlags.None, "aaaa", [2, 3, 4] },
        { "\\bkey\\b", HyperscanFlags.None, "key monkey key", [3, 14] },
        { "a", HyperscanFlags.None, "", [] },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_scan_reports_every_end_of_a_match(string pattern, HyperscanFlags flags, string text, ulong[] ends)
    {
        using var database = Compile(HyperscanMode.Block, new HyperscanExpression(pattern, flags, 7));
        Assert.Equal(ends, HyperscanText.Scan(database, text).Select(match => match.To));
    }

    [Fact]
    public void A_match_carries_the_id_of_its_expression()
    {
        using var database = Compile(
            HyperscanMode.Block, new("one", HyperscanFlags.None, 41), new("two", HyperscanFlags.None, 42));
        Assert.Equal([42u, 41u], HyperscanText.Scan(database, "two one").Select(match => match.Id));
    }

    [Fact]
    public void The_start_of_a_match_is_reported_on_request()
    {
        using var database = Compile(
            HyperscanMode.Block, new HyperscanExpression("a+b", HyperscanFlags.SomLeftmost, 0));
        Assert.Equal(new HyperscanMatch(0, 1, 5), Assert.Single(HyperscanText.Scan(database, "xaaab")));
    }

    [Theory]
    [InlineData(0, HyperscanOutcome.Full, 0)]
    [InlineData(1, HyperscanOutcome.Full, 1)]
    [InlineData(4, HyperscanOutcome.Full, 4)]
    [InlineData(5, HyperscanOutcome.Complete, 5)]
    [InlineData(6, HyperscanOutcome.Complete, 5)]
    public void A_full_list_stops_the_scan_and_says_so(int room, HyperscanOutcome outcome, int found)
    {
        using var database = Compile(HyperscanMode.Block, new HyperscanExpression("a", HyperscanFlags.None, 0));
        Assert.Equal(outcome, database.Scan("aaaaa"u8, new HyperscanMatch[room], out var count));
        Assert.Equal(found, count);
    }

    [Fact]
    public void A_scan_with_more_matches_than_the_stack_holds_still_lists_all()
    {
        using var database = Compile(HyperscanMode.Block, new HyperscanExpression("a", HyperscanFlags.None, 0));
        var text = new byte[20_000];
        Array.Fill(text, (byte)'a');
        using var scan = new CompleteScan(database, text, stackalloc HyperscanMatch[4]);
        Assert.Equal(text.Length, scan.Matches.Length);
        Assert.Equal((ulong)text.Length, scan.Matches[^1].To);
    }

    [Theory]
    [InlineData("a(", 1)]
    [InlineData("(a)\\1", 1)]
    [InlineData("a\0b", 1)]
    [InlineData("a*", 1)]
    public void A_refused_expression_is_named_by_its_index(string bad, int index)
    {
        var error = Assert.Throws<HyperscanCompileException>(() => Compile(
            HyperscanMode.Block, new("fine", HyperscanFlags.None, 0), new(bad, HyperscanFlags.None, 1)));
        Assert.Equal(index, error.ExpressionIndex);
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void A_serialised_database_finds_what_the_first_one_found()
    {
        using var first = Compile(
            HyperscanMode.Block, new HyperscanExpression("needle[0-9]", HyperscanFlags.Caseless, 3));
        using var second = HyperscanDatabase.Deserialize(first.Serialize(), HyperscanMode.Block);
        Assert.Equal(HyperscanText.Scan(first, "a NEEDLE7 b"), HyperscanText.Scan(second, "a NEEDLE7 b"));
        Assert.Equal(first.Size, second.Size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200)]
    public void Bytes_that_are_no_database_are_refused(int length)
    {
        using var database = Compile(HyperscanMode.Block, new HyperscanExpression("abc", HyperscanFlags.None, 0));
        var bytes = database.Serialize()[..length];
        Assert.Throws<HyperscanException>(() => HyperscanDatabase.Deserialize(bytes, HyperscanMode.Block));
    }

    [Fact]
    public void Literals_match_byte_for_byte_and_know_no_syntax()
    {
        byte[] odd = [0x00, (byte)'.', (byte)'*', 0xFF, (byte)'\\'];
        using var database = HyperscanDatabase.CompileLiterals(
            [new(odd, HyperscanFlags.None, 1), new("Word"u8.ToArray(), HyperscanFlags.Caseless, 2)],
            HyperscanMode.Block);
        var matches = new HyperscanMatch[4];
        database.Scan([1, .. odd, .. "wORD"u8], matches, out var count);
        Assert.Equal([(1u, 6UL), (2u, 10UL)], matches[..count].Select(match => (match.Id, match.To)));
    }

    [Fact]
    public void An_escaped_literal_is_a_pattern_for_exactly_its_bytes()
    {
        byte[] literal = [0x00, (byte)'a', (byte)'(', (byte)'$', (byte)'\n', 0x80, 0xFF, (byte)' '];
        using var database = Compile(
            HyperscanMode.Block, new HyperscanExpression(HyperscanLiteral.Escape(literal), HyperscanFlags.None, 0));
        Assert.Equal(HyperscanOutcome.Complete, database.Scan(literal, new HyperscanMatch[2], out var count));
        Assert.Equal(1, count);
    }

    [Fact]
    public void Many_threads_scan_one_database_at_once()
    {
        using var database = Compile(HyperscanMode.Block, new HyperscanExpression("needle", HyperscanFlags.None, 0));
        Parallel.For(0, 2_000, i =>
        {
            var text = $"{new string('x', i % 97)}needle";
            Assert.Equal((ulong)text.Length, Assert.Single(HyperscanText.Scan(database, text)).To);
        });
    }

    [Fact]
    public void A_scratch_grows_with_every_new_database()
    {
        using var small = Compile(HyperscanMode.Block, new HyperscanExpression("a", HyperscanFlags.None, 0));
        Assert.Single(HyperscanText.Scan(small, "a"));
        using var large = Compile(
            HyperscanMode.Block,
            [.. Enumerable.Range(0, 50).Select(i => new HyperscanExpression($"x{i}[a-z]{{1,40}}y{i}", 0, (uint)i))]);
        Assert.Equal(49u, HyperscanText.Scan(large, "..x49abcy49..")[^1].Id);
        Assert.Single(HyperscanText.Scan(small, "a"));
    }

    [Fact]
    public void A_disposed_database_refuses_to_scan()
    {
        var database = Compile(HyperscanMode.Block, new HyperscanExpression("a", HyperscanFlags.None, 0));
        database.Dispose();
        Assert.Throws<ObjectDisposedException>(() => database.Scan("a"u8, new HyperscanMatch[1], out _));
    }

    [Fact]
    public void A_scan_allocates_nothing()
    {
        using var database = Compile(HyperscanMode.Block, new HyperscanExpression("needle", HyperscanFlags.None, 0));
        var text = new byte[1024];
        Assert.Equal(0, Allocations.Of(() => database.Scan(text, default, out _)));
    }

    [Fact]
    public void The_library_tells_its_version_and_platform()
    {
        Assert.StartsWith("5.", HyperscanLibrary.Version, StringComparison.Ordinal);
        Assert.Contains('-', HyperscanLibrary.Platform);
    }

    [Theory]
    [InlineData("apt-get install libhyperscan5")]
    [InlineData("dnf install hyperscan")]
    [InlineData("apk add hyperscan")]
    [InlineData("pacman -S hyperscan")]
    public void A_missing_library_is_explained_per_distribution(string advice) =>
        Assert.Contains(
            advice, new HyperscanMissingException(new DllNotFoundException()).Message, StringComparison.Ordinal);

    private static HyperscanDatabase Compile(HyperscanMode mode, params HyperscanExpression[] expressions) =>
        HyperscanDatabase.Compile(expressions, mode);
}
