using Pipelock.Policy.Decisions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Tests.Decisions;

public sealed class LayerFactsTests
{
    public static TheoryData<ScanLayer, string, string> Known => new()
    {
        { ScanLayer.Parser, "parser", "T1190" },
        { ScanLayer.Scheme, "scheme", "T1071" },
        { ScanLayer.CrlfInjection, "crlf_injection", "T1190" },
        { ScanLayer.PathTraversal, "path_traversal", "T1083" },
        { ScanLayer.Allowlist, "allowlist", "T1071.001" },
        { ScanLayer.Blocklist, "blocklist", "T1071.001" },
        { ScanLayer.CoreSsrf, "core_ssrf", "T1046" },
        { ScanLayer.CoreDlp, "core_dlp", "T1048" },
        { ScanLayer.Dlp, "dlp", "T1048" },
        { ScanLayer.Entropy, "entropy", "T1048" },
        { ScanLayer.SubdomainEntropy, "subdomain_entropy", "T1048" },
        { ScanLayer.Ssrf, "ssrf", "T1046" },
        { ScanLayer.RateLimit, "ratelimit", "T1030" },
        { ScanLayer.Length, "length", "T1048" },
        { ScanLayer.DataBudget, "databudget", "T1030" },
        { ScanLayer.HeaderDlp, "header_dlp", "T1048" },
        { ScanLayer.BodyDlp, "body_dlp", "T1048" },
        { ScanLayer.WsDlp, "ws_dlp", "T1048" },
        { ScanLayer.ResponseScan, "response_scan", "T1059" },
        { ScanLayer.CoreResponse, "core_response", "T1059" },
        { ScanLayer.CrossRequest, "cross_request", "T1048" },
        { ScanLayer.CrossRequestEntropy, "cross_request_entropy", "T1048" },
        { ScanLayer.McpInput, "mcp_input_scanning", "T1048" },
        { ScanLayer.McpAnswer, "mcp_response_scan", "T1059" },
        { ScanLayer.McpTool, "mcp_tool_scanning", "T1059" },
        { ScanLayer.McpMedia, "media_policy", "T1059" },
        { ScanLayer.A2aMessage, "a2a_scan", "T1048" },
        { ScanLayer.AddressProtection, "address_protection", "T1048" },
        { ScanLayer.Redaction, "redaction", "T1048" },
        { ScanLayer.McpPolicy, "mcp_tool_policy", "T1059" },
        { ScanLayer.McpChain, "chain_detection", "T1059" },
        { ScanLayer.McpBudget, "denial_of_wallet", "T1499" },
        { ScanLayer.McpBinding, "session_binding", "T1195.002" },
        { ScanLayer.McpDrift, "mcp_tool_drift", "T1195.002" },
        { ScanLayer.McpMessage, "mcp_message", "T1190" },
        { ScanLayer.SessionProfiling, "session_profiling", "T1078" },
        { ScanLayer.SessionDeny, "session_deny", "T1078" },
        { ScanLayer.Airlock, "airlock", "T1078" },
        { ScanLayer.Budget, "budget", "T1030" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Layers_carry_the_labels_and_techniques_that_dashboards_know(
        ScanLayer layer, string label, string technique) =>
        Assert.Equal((label, technique), (layer.Label(), LayerFacts.Of(layer).MitreTechnique));

    [Fact]
    public void Every_layer_has_an_entry_with_a_hint_and_a_score()
    {
        Assert.Equal(Enum.GetValues<ScanLayer>().Length, Known.Count);
        Assert.All(Enum.GetValues<ScanLayer>(), layer =>
        {
            Assert.EndsWith(".", LayerFacts.Of(layer).Hint, StringComparison.Ordinal);
            Assert.InRange(LayerFacts.Of(layer).Score, 0.1, 1.0);
        });
    }

    [Fact]
    public void A_layer_judges_either_form_and_destination_or_content() =>
        Assert.All(Enum.GetValues<ScanLayer>(),
            layer => Assert.NotEqual(LayerFacts.Of(layer).IsStructural, LayerFacts.Of(layer).IsContent));
}
