using System.Globalization;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Scanners;
using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests.CrossRequest;

public sealed class CrossRequestDetectorTests
{
    private const string Url = "http://a.example/x";
    private static readonly string s_token = "ghp_" + new string([.. "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A"]);

    public static TheoryData<string, int> Shapes()
    {
        var shapes = new TheoryData<string, int>();
        foreach (var shape in (string[])["plain", "json", "form", "query"])
        {
            foreach (var pieces in (int[])[2, 3, 10]) shapes.Add(shape, pieces);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_secret_in_pieces_is_found_before_it_is_whole_and_again_when_the_piece_is_repeated(
        string shape, int pieces)
    {
        using var policy = Pieces();
        var size = (s_token.Length + pieces - 1) / pieces;
        var parts = s_token.Chunk(size).Select(chunk => new string(chunk)).ToArray();

        // A rule may know the secret before its very last characters.
        var passed = 0;
        while (passed < parts.Length && Send(policy, shape, parts[passed]).IsClean) passed++;
        Assert.InRange(passed, (parts.Length + 1) / 2, parts.Length - 1);

        for (var again = 0; again < 2; again++)
        {
            var found = Assert.Single(Send(policy, shape, parts[passed]).Items);
            Assert.Equal(
                (ScanLayer.CrossRequest, "GitHub Token", "cross-request secret detected: GitHub Token"),
                (found.Layer, found.RuleName, found.Reason));
        }
    }

    [Fact]
    public void Sessions_are_told_apart()
    {
        using var policy = Pieces();
        Assert.True(Send(policy, "plain", s_token[..20], session: "10.0.0.1").IsClean);

        Assert.True(Send(policy, "plain", s_token[20..], session: "10.0.0.2").IsClean);
    }

    [Fact]
    public void A_piece_is_forgotten_after_its_window()
    {
        using var policy = Pieces();
        Send(policy, "plain", s_token[..20], now: 0);
        Send(policy, "plain", "something else", now: 301_000);

        Assert.True(Send(policy, "plain", s_token[20..], now: 302_000).IsClean);
    }

    [Fact]
    public void Digits_that_add_up_to_a_card_number_are_no_secret()
    {
        using var policy = Pieces();
        Send(policy, "plain", "4111 1111 ");

        Assert.True(Send(policy, "plain", "1111 1111").IsClean);
    }

    [Fact]
    public void A_conversation_that_repeats_its_history_weighs_only_what_is_new()
    {
        using var policy = Budget(bits: 60_000);
        var history = new StringBuilder();
        for (var turn = 0; turn < 50; turn++)
        {
            history.Append(CultureInfo.InvariantCulture,
                $"Turn {turn}: please look at file number {turn * 7} and tell me what it says. ");
            var body = $$"""{"model":"m-1","messages":[{"role":"user","content":"{{history}}"}]}""";

            var found = policy.AcrossRequests!.Check(
                "s", "a.example"u8, Encoding.ASCII.GetBytes(Url), Encoding.ASCII.GetBytes(body), turn);

            Assert.True(found.IsClean, $"turn {turn}");
        }
    }

    [Fact]
    public void A_budget_ends_random_data_and_comes_back_with_time()
    {
        using var policy = Budget(bits: 4096);
        var random = new Random(7);
        string Some() => Convert.ToHexString([.. Enumerable.Range(0, 100).Select(_ => (byte)random.Next(256))]);

        var verdicts = Enumerable.Range(0, 8).Select(_ => Send(policy, "plain", Some()).IsClean).ToArray();

        Assert.Equal([true, true, true, true, true, false, false, false], verdicts);
        Assert.True(policy.AcrossRequests!.CheckBudget("10.0.0.1", "a.example"u8, 0).IsClean);
        Assert.True(Send(policy, "plain", Some(), now: 301_000).IsClean);
    }

    [Fact]
    public void An_exempt_host_has_no_budget()
    {
        using var policy = Budget(bits: 10, exempt: "a.example");

        Assert.True(Send(policy, "plain", "a text of more than ten bits of entropy").IsClean);
        Assert.True(policy.AcrossRequests!.CheckBudget("10.0.0.1", "a.example"u8, 0).IsClean);
    }

    [Theory]
    [InlineData(null, Mode.Balanced, true)]
    [InlineData(BlockAction.Warn, Mode.Balanced, false)]
    [InlineData(BlockAction.Block, Mode.Balanced, true)]
    [InlineData(BlockAction.Block, Mode.Audit, false)]
    public void The_sections_own_action_decides(BlockAction? action, Mode mode, bool blocks)
    {
        using var policy = Build(
            new PipelockOptions { Mode = mode, CrossRequestDetection = new() { Action = action } });

        var decision = policy.Decide(
            One(Found(ScanLayer.CrossRequest, reason: "cross-request secret detected: X")), Surface.Url);

        Assert.Equal((blocks, "cross_request"), (decision.IsBlocked, decision.Scanner));
    }

    [Fact]
    public void Off_is_nothing_at_all()
    {
        using var policy = Build();

        Assert.Null(policy.AcrossRequests);
    }

    [Fact]
    public void A_reload_forgets_nothing()
    {
        using var before = Pieces();
        Send(before, "plain", s_token[..20]);
        using var after = Build(before.Options, before);

        Assert.False(Send(after, "plain", s_token[20..]).IsClean);
    }

    private static Findings Send(
        PolicySnapshot policy, string shape, string piece, string session = "10.0.0.1", long now = 0)
    {
        var (url, body) = shape switch
        {
            "json" => (Url, $$"""{"model":"constant","n":1,"part":"{{piece}}"}"""),
            "form" => (Url, $"kind=constant&part={piece}"),
            "query" => ($"{Url}?kind=constant&p={piece}", ""),
            _ => (Url, piece),
        };
        return policy.AcrossRequests!.Check(
            session, "a.example"u8, Encoding.ASCII.GetBytes(url), Encoding.ASCII.GetBytes(body), now);
    }

    private static PolicySnapshot Pieces() => Build(new PipelockOptions
    {
        CrossRequestDetection = new() { Enabled = true, FragmentReassembly = new() { Enabled = true } },
    });

    private static PolicySnapshot Budget(double bits, params string[] exempt) => Build(new PipelockOptions
    {
        CrossRequestDetection = new()
        {
            Enabled = true,
            EntropyBudget = new() { Enabled = true, BitsPerWindow = bits, ExemptDomains = [.. exempt] },
        },
    });
}
