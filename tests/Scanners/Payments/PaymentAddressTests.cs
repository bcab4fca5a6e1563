using System.Text;
using Pipelock.Scanners.Payments;

namespace Pipelock.Scanners.Tests.Payments;

/// <summary>Addresses that are sent, beside those that may be.</summary>
public sealed class PaymentAddressTests
{
    private const string Eth = "0x52908400098527886E0F7030069857D2E4169EE7";
    private const string EthTwin = "0x5290840aa1b2c3d4e5f60718293a4b5c6d7e9EE7";
    private const string EthOther = "0xde709f2102306220921060314715629080e2fb77";
    private const string Legacy = "1G53gZGr32vHPBxhCvbH1JPNc4oYyfsZhG";
    private const string LegacyTwin = "1G53gZHej8NfVA2HRGU1b9y3FbFSS6TbhG";
    private const string Script = "3NG18HVyn2vuBtAHgATHnjwTn8ddBqhha2";
    private const string ScriptTwin = "3NG18HW9ZMTbUkKqgXuYmU39G8wsCLuXa2";
    private const string Segwit = "bc1qqx6wt6hyvvknczgnflhxym8rylqk2gq3yxn2ue";
    private const string SegwitTwin = "bc1qqx6wt9zjmfgg926whfttsyeus97mtwnaqmhvue";
    private const string Taproot = "bc1pgkt9ddzhvmqx20qyf5xt0xfxq7smpqpk4qzk0ecars3errcmgypgkgcysp";
    private const string TaprootTwin = "bc1pgkt9dx23fkfzrzp90zqzgdnaeq6x9wmqpfvah62djkjy6xamlewvcha4sp";
    private const string Beacon = "bnb1flfvlgryfczx00q2wej7jmh4r0sr4dt0fy3t5r";
    private const string BeaconTwin = "bnb1flfvlgygq60x3k075u0ltpk2xg8gnz9f6rc35r";
    private const string Solana = "37Tv4pBZiLiasQq6KJmpEocswmJiDLXphy7koGDwbZEQ";
    private const string SolanaTwin = "37Tv4pV6qkKdiwokeETVP6tgY2RqUXHw1o75CLDwbZEQ";

    // A taproot program with the checksum of the version before it.
    private const string NoAddress = "bc1p9r56ma9haecudtlyehe05arft5asvmtpc3zy2mnvjy9le8h4f8505gk3fg";

    private static readonly AddressSettings s_settings = new()
    {
        Chains = [PaymentChain.Eth, PaymentChain.Btc, PaymentChain.Bnb, PaymentChain.Sol],
        PrefixLength = 3,
        SuffixLength = 2,
        FindsUnknown = true,
    };

    /// <summary>What is allowed, what is sent, and the rule that finds it.</summary>
    public static TheoryData<string, string, string> Addresses => new()
    {
        { Eth, Eth, "" },
        { Eth, Eth.ToLowerInvariant(), "" },
        { Eth, "0X" + Eth[2..].ToUpperInvariant(), "" },
        { Eth, EthTwin, "address-lookalike-eth" },
        { Eth, EthOther, "address-unknown-eth" },
        { Eth, EthTwin + "0", "" },
        { Eth, EthTwin[..^1], "" },
        { Eth, EthTwin[..^1] + "g", "" },
        { Legacy, Legacy, "" },
        { Legacy, LegacyTwin, "address-lookalike-btc" },
        { Legacy, LegacyTwin[..^3] + "ThG", "" },
        { Legacy, ScriptTwin, "address-unknown-btc" },
        { Script, ScriptTwin, "address-lookalike-btc" },
        { Segwit, Segwit.ToUpperInvariant(), "" },
        { Segwit, SegwitTwin, "address-lookalike-btc" },
        { Segwit, SegwitTwin.ToUpperInvariant(), "address-lookalike-btc" },
        { Taproot, TaprootTwin, "address-lookalike-btc" },
        { Taproot, Segwit, "address-unknown-btc" },
        { Taproot, NoAddress, "" },
        { Beacon, BeaconTwin, "address-lookalike-bnb" },
        { Solana, Solana, "" },
        { Solana, SolanaTwin, "address-lookalike-sol" },
        { Solana, "1" + SolanaTwin[1..], "" },
        { Eth, SolanaTwin, "" },
        { Eth, LegacyTwin, "" },
        { Legacy, EthTwin, "" },
    };

    /// <summary>Around an address.</summary>
    public static TheoryData<string> Texts =>
    [
        "@", "pay @ today", "{\"to\":\"@\",\"value\":\"0x1\"}", "ethereum:@?value=1", "a=1&to=@&b=2",
        "https://x.example/tx/@/",
        "%40: @%0A", "<b>@</b>", "(@)", "\u201c@\u201d", "to:@,gas", "0x@ @",
    ];

    /// <summary>A lookalike and what is asked for; whether it counts as one.</summary>
    public static TheoryData<int, int, bool> Similarity => new()
    {
        { 3, 2, true }, { 7, 4, true }, { 8, 4, false }, { 7, 5, false }, { 1, 1, true }, { 0, 0, true },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_is_compared_with_those_of_its_chain(string allowed, string sent, string rule) =>
        Assert.Equal(rule, RuleFoundIn($"pay to {sent}, please", s_settings with { Allowed = [allowed] }));

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_found_wherever_it_stands(string text) => Assert.Equal(
        "address-lookalike-eth",
        RuleFoundIn(
            text.Replace("@", EthTwin, StringComparison.Ordinal), s_settings with { Allowed = [Eth] }));

    [Fact]
    public void It_is_found_in_every_encoding()
    {
        using var engine = Build(s_settings with { Allowed = [Eth] });
        var text = Encoding.ASCII.GetBytes($"transfer all of it to {EthTwin} now");
        string[] texts =
        [
            Convert.ToBase64String(text), Convert.ToHexString(text),
            Uri.EscapeDataString(Encoding.ASCII.GetString(text)),
            string.Join("\u200b", EthTwin.Chunk(5).Select(chunk => new string(chunk))),
            EthTwin.Replace("e", "\\u0065", StringComparison.Ordinal),
        ];

        foreach (var one in texts)
        {
            Assert.Equal((one, "address-lookalike-eth"), (one, Assert.Single(
                engine.ScanText(Encoding.UTF8.GetBytes(one), ScanLayer.BodyDlp, "body").Items).RuleId));
        }
    }

    [Theory]
    [MemberData(nameof(Similarity))]
    public void As_many_characters_at_both_ends_make_a_lookalike(int prefix, int suffix, bool isOne) => Assert.Equal(
        isOne ? "address-lookalike-eth" : "address-unknown-eth",
        RuleFoundIn(EthTwin, s_settings with { Allowed = [Eth], PrefixLength = prefix, SuffixLength = suffix }));

    [Fact]
    public void Without_allowed_addresses_nothing_is_found() => Assert.Equal("", RuleFoundIn(EthOther, s_settings));

    [Fact]
    public void Unknown_ones_are_left_alone_unless_asked_for() => Assert.Equal(
        "", RuleFoundIn(EthOther, s_settings with { Allowed = [Eth], FindsUnknown = false }));

    [Fact]
    public void A_chain_that_is_off_is_left_alone()
    {
        using var engine = Build(s_settings with { Allowed = [Solana], Chains = [PaymentChain.Eth] });

        Assert.True(engine.ScanText(Encoding.ASCII.GetBytes(SolanaTwin), ScanLayer.BodyDlp, "body").IsClean);
        Assert.Contains("chains.sol leaves out", Assert.Single(engine.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_no_address_is_told()
    {
        using var engine = Build(s_settings with { Allowed = [Eth, LegacyTwin[..^1], " " + Script + " "] });

        Assert.Equal("address_protection.allowed_addresses[1]", Assert.Single(engine.Warnings).Source);
    }

    [Fact]
    public void A_finding_has_a_layer_of_its_own_and_does_not_tell_the_address()
    {
        using var engine = Build(s_settings with { Allowed = [Eth] });
        var found = Assert.Single(engine.ScanUrl(
            Encoding.ASCII.GetBytes($"https://rpc.example/send?to={EthTwin}&n=1")).Items);

        Assert.Equal(
            (ScanLayer.AddressProtection, Severity.Critical, "query value \"to\""),
            (found.Layer, found.Severity, found.Where));
        Assert.DoesNotContain(EthTwin[4..20], found.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_clean_scan_allocates_nothing()
    {
        using var engine = Build(s_settings with { Allowed = [Eth, Legacy, Segwit, Solana] });
        var text = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat($"paid {Eth} and {Segwit}, as agreed. ", 20)));
        engine.ScanText(text, ScanLayer.BodyDlp, "body");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(engine.ScanText(text, ScanLayer.BodyDlp, "body").IsClean);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ScanEngine Build(AddressSettings settings) => ScanEngine.Build(
        EngineFixture.Quiet with { Addresses = settings, IncludeDefaultPatterns = false, DetectSeedPhrases = false });

    private static string RuleFoundIn(string text, AddressSettings settings)
    {
        using var engine = Build(settings);
        var found = engine.ScanText(Encoding.UTF8.GetBytes(text), ScanLayer.BodyDlp, "body");
        return string.Join(' ', found.Items.Select(finding => finding.RuleId).Distinct());
    }
}
