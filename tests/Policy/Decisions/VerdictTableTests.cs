using Pipelock.Config.Options;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Tests.Decisions;

public sealed class VerdictTableTests
{
    private const Mode Strict = Mode.Strict;
    private const Mode Balanced = Mode.Balanced;
    private const Mode Audit = Mode.Audit;

    public static TheoryData<string, Mode, Severity, Verdict> SecretInUrl => new()
    {
        { "strict blocks every finding", Strict, Severity.Low, Verdict.Block },
        { "strict blocks every finding", Strict, Severity.Medium, Verdict.Block },
        { "strict blocks every finding", Strict, Severity.Critical, Verdict.Block },
        { "balanced warns on low", Balanced, Severity.Low, Verdict.Warn },
        { "balanced blocks from medium up", Balanced, Severity.Medium, Verdict.Block },
        { "balanced blocks from medium up", Balanced, Severity.High, Verdict.Block },
        { "balanced blocks from medium up", Balanced, Severity.Critical, Verdict.Block },
        { "audit blocks nothing", Audit, Severity.Low, Verdict.Warn },
        { "audit blocks nothing", Audit, Severity.Medium, Verdict.Warn },
        { "audit blocks nothing", Audit, Severity.Critical, Verdict.Warn },
    };

    public static TheoryData<string, Mode, bool, BlockAction?, Severity, Verdict> OwnAction => new()
    {
        { "block wins over balanced", Balanced, true, BlockAction.Block, Severity.Low, Verdict.Block },
        { "warn wins over balanced", Balanced, true, BlockAction.Warn, Severity.Critical, Verdict.Warn },
        { "warn wins over strict", Strict, true, BlockAction.Warn, Severity.Critical, Verdict.Warn },
        { "block agrees with strict", Strict, true, BlockAction.Block, Severity.Low, Verdict.Block },
        { "nothing wins over audit", Audit, true, BlockAction.Block, Severity.Critical, Verdict.Warn },
        { "enforce false is audit", Strict, false, BlockAction.Block, Severity.Critical, Verdict.Warn },
        { "unset leaves it to strict", Strict, true, null, Severity.Low, Verdict.Block },
        { "unset leaves it to balanced", Balanced, true, null, Severity.Low, Verdict.Warn },
        { "unset leaves it to balanced", Balanced, true, null, Severity.Medium, Verdict.Block },
    };

    public static TheoryData<ScanLayer> Structural =>
    [
        ScanLayer.Parser, ScanLayer.Scheme, ScanLayer.CrlfInjection, ScanLayer.PathTraversal, ScanLayer.Allowlist,
        ScanLayer.Blocklist, ScanLayer.CoreSsrf, ScanLayer.Ssrf, ScanLayer.RateLimit, ScanLayer.Length,
        ScanLayer.DataBudget,
    ];

    /// <summary>Mode, action, identifier of the rule, whether it only warns.</summary>
    public static TheoryData<Mode, BlockAction?, string, bool, Verdict> Payments => new()
    {
        { Balanced, null, "address-lookalike-eth", false, Verdict.Block },
        { Balanced, BlockAction.Warn, "address-lookalike-eth", false, Verdict.Warn },
        { Strict, BlockAction.Warn, "address-lookalike-eth", false, Verdict.Warn },
        { Audit, BlockAction.Block, "address-lookalike-eth", false, Verdict.Warn },
        { Balanced, BlockAction.Warn, "address-unknown-eth", false, Verdict.Block },
        { Balanced, BlockAction.Block, "address-unknown-eth", true, Verdict.Warn },
    };

    /// <summary>Mode, the section's action, where it was found.</summary>
    public static TheoryData<Mode, ResponseAction?, Verdict> WeakEvidence => new()
    {
        { Balanced, null, Verdict.Warn },
        { Balanced, ResponseAction.Block, Verdict.Warn },
        { Balanced, ResponseAction.Strip, Verdict.Warn },
        { Balanced, ResponseAction.Ask, Verdict.Warn },
        { Audit, ResponseAction.Block, Verdict.Warn },
        { Strict, null, Verdict.Block },
        { Strict, ResponseAction.Block, Verdict.Block },
        { Strict, ResponseAction.Warn, Verdict.Warn },
    };

    [Theory]
    [MemberData(nameof(WeakEvidence))]
    public void Weak_evidence_stops_nothing_unless_everything_does(
        Mode mode, ResponseAction? action, Verdict expected)
    {
        var table = new VerdictTable(new PipelockOptions
        {
            Mode = mode,
            ResponseScanning = new ResponseScanningOptions { Action = action },
        });
        Verdict Of(ScanLayer layer, Surface surface) => table.Judge(
            new Finding(layer, "injection-x", "X", Severity.Low, "") { IsWeak = true }, surface);

        Assert.Equal(
            (expected, expected),
            (Of(ScanLayer.ResponseScan, Surface.Response), Of(ScanLayer.McpAnswer, Surface.McpAnswer)));
    }

    [Theory]
    [MemberData(nameof(Payments))]
    public void Of_payment_addresses_their_section_decides(
        Mode mode, BlockAction? action, string rule, bool warns, Verdict expected)
    {
        var table = new VerdictTable(new PipelockOptions
        {
            Mode = mode,
            RequestBodyScanning = new RequestBodyScanningOptions { Action = BlockAction.Warn },
            AddressProtection = new AddressProtectionOptions { Enabled = true, Action = action },
        });
        var found = new Finding(ScanLayer.AddressProtection, rule, "", Severity.Medium, "") { WarnOnly = warns };

        Assert.Equal(
            (expected, expected, expected),
            (table.Judge(found, Surface.Url), table.Judge(found, Surface.Body),
                table.Judge(found, Surface.McpRequest)));
    }

    [Theory]
    [MemberData(nameof(SecretInUrl))]
    public void Modes_mean_what_their_users_are_told(string rule, Mode mode, Severity severity, Verdict expected) =>
        Assert.Equal((rule, expected), (rule, Judge(mode, ScanLayer.Dlp, severity, Surface.Url)));

    [Theory]
    [MemberData(nameof(OwnAction))]
    public void A_sections_own_action_decides_for_headers_and_bodies(
        string rule, Mode mode, bool enforce, BlockAction? action, Severity severity, Verdict expected)
    {
        var body = Judge(mode, ScanLayer.BodyDlp, severity, Surface.Body, enforce, action);
        var headers = Judge(mode, ScanLayer.HeaderDlp, severity, Surface.Headers, enforce, action);
        Assert.Equal((rule, expected, expected), (rule, body, headers));
    }

    [Theory]
    [InlineData(Surface.Url)]
    [InlineData(Surface.Connect)]
    public void The_body_sections_action_says_nothing_about_urls(Surface surface) =>
        Assert.Equal(Verdict.Block,
            Judge(Balanced, ScanLayer.Dlp, Severity.High, surface, action: BlockAction.Warn));

    [Theory]
    [MemberData(nameof(Structural))]
    public void Findings_about_form_destination_or_limit_block_in_balanced_at_any_severity(ScanLayer layer) =>
        Assert.Equal(Verdict.Block, Judge(Balanced, layer, Severity.Low, Surface.Url));

    [Theory]
    [MemberData(nameof(Structural))]
    public void Audit_blocks_only_what_cannot_be_forwarded(ScanLayer layer)
    {
        var expected = layer == ScanLayer.Parser ? Verdict.Block : Verdict.Warn;
        Assert.Equal(expected, Judge(Audit, layer, Severity.Critical, Surface.Url));
        Assert.Equal(expected, Judge(Strict, layer, Severity.Critical, Surface.Connect, enforce: false));
    }

    [Theory]
    [InlineData(Mode.Strict)]
    [InlineData(Mode.Balanced)]
    [InlineData(Mode.Audit)]
    public void A_rule_that_only_informs_never_blocks(Mode mode)
    {
        foreach (var surface in Enum.GetValues<Surface>())
        {
            var verdict = Judge(mode, ScanLayer.Dlp, Severity.Critical, surface, action: BlockAction.Block,
                warnOnly: true);
            Assert.Equal(Verdict.Warn, verdict);
        }
    }

    private static Verdict Judge(
        Mode mode, ScanLayer layer, Severity severity, Surface surface, bool enforce = true, BlockAction? action = null,
        bool warnOnly = false)
    {
        var options = new PipelockOptions
        {
            Mode = mode,
            Enforce = enforce,
            RequestBodyScanning = new RequestBodyScanningOptions { Action = action },
        };
        var finding = new Finding(layer, "rule", "Rule", severity, "found") { WarnOnly = warnOnly };
        return new VerdictTable(options).Judge(finding, surface);
    }
}
