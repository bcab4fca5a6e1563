using Pipelock.Config.Tests.Options;
using Shipped = Pipelock.Config.Presets.Presets;

namespace Pipelock.Config.Tests.Presets;

public class PresetsTests
{
    public static TheoryData<string> Names => [.. Shipped.Names];

    /// <summary>What each preset is known for; the rest is the defaults.</summary>
    public static TheoryData<string, string> Values
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (var (name, lines) in s_values)
            {
                foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries))
                    table.Add(name, line);
            }

            return table;
        }
    }

    private static readonly (string Name, string Lines)[] s_values =
    [
        ("balanced", """
            mode = balanced
            enforce = true
            fetch_proxy.monitoring.max_url_length = 2048
            fetch_proxy.monitoring.entropy_threshold = 4.5
            fetch_proxy.monitoring.max_requests_per_minute = 60
            forward_proxy.enabled = true
            request_body_scanning.action = (unset)
            request_body_scanning.header_mode = sensitive
            adaptive_enforcement.escalation_threshold = 5
            airlock.enabled = false
            airlock.timers.hard_minutes = 15
            redaction.enabled = false
            """),
        ("strict", """
            mode = strict
            fetch_proxy.monitoring.max_url_length = 500
            fetch_proxy.monitoring.entropy_threshold = 3.5
            fetch_proxy.monitoring.subdomain_entropy_threshold = 3.5
            fetch_proxy.monitoring.max_requests_per_minute = 30
            request_body_scanning.header_mode = all
            adaptive_enforcement.escalation_threshold = 3
            adaptive_enforcement.decay_per_clean_request = 0.25
            adaptive_enforcement.levels.elevated.upgrade_ask = block
            tool_chain_detection.action = block
            cross_request_detection.action = block
            cross_request_detection.entropy_budget.action = warn
            taint.policy = strict
            """),
        ("audit", """
            mode = audit
            enforce = false
            api_allowlist = []
            fetch_proxy.monitoring.max_requests_per_minute = 0
            websocket_proxy.enabled = false
            websocket_proxy.allow_binary_frames = true
            mcp_input_scanning.on_parse_error = forward
            taint.policy = permissive
            """),
        ("claude-code", """
            mode = balanced
            fetch_proxy.monitoring.max_url_length = 4096
            fetch_proxy.monitoring.entropy_threshold = 5
            fetch_proxy.monitoring.max_requests_per_minute = 120
            request_body_scanning.action = block
            response_scanning.action = block
            mcp_input_scanning.action = block
            mcp_tool_scanning.action = warn
            """),
        ("cursor", """
            mode = balanced
            fetch_proxy.monitoring.entropy_threshold = 5
            request_body_scanning.action = block
            response_scanning.action = block
            """),
        ("generic-agent", """
            mode = balanced
            fetch_proxy.monitoring.entropy_threshold = 5.5
            fetch_proxy.monitoring.max_requests_per_minute = 120
            response_scanning.action = warn
            mcp_input_scanning.action = warn
            """),
        ("hostile-model", """
            mode = strict
            api_allowlist = [*.anthropic.com, *.openai.com]
            fetch_proxy.timeout_seconds = 15
            fetch_proxy.max_response_mb = 5
            fetch_proxy.monitoring.max_url_length = 300
            fetch_proxy.monitoring.entropy_threshold = 3
            fetch_proxy.monitoring.subdomain_entropy_threshold = 4
            fetch_proxy.monitoring.max_requests_per_minute = 15
            forward_proxy.max_tunnel_seconds = 120
            forward_proxy.idle_timeout_seconds = 30
            request_body_scanning.action = block
            request_body_scanning.header_mode = all
            websocket_proxy.enabled = true
            websocket_proxy.max_message_bytes = 524288
            websocket_proxy.max_concurrent_connections = 16
            mcp_session_binding.enabled = true
            cross_request_detection.entropy_budget.action = block
            media_policy.strip_images = true
            kill_switch.sentinel_file = /tmp/pipelock-kill
            """),
    ];

    [Theory, MemberData(nameof(Names))]
    public void A_preset_loads_without_a_problem_or_a_warning(string name)
    {
        using var file = Write(name);
        Assert.Empty(file.Load().Warnings);
    }

    [Theory, MemberData(nameof(Values))]
    public void A_preset_sets_what_it_is_known_for(string name, string line)
    {
        using var file = Write(name);
        Assert.Contains(line, OptionsText.Lines(file.Load().Options));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_preset_keeps_the_built_in_secrets_and_reports_to_nobody(string name)
    {
        using var file = Write(name);
        var options = file.Load().Options;
        Assert.True(options.Dlp.IncludeDefaults);
        Assert.Empty(options.Dlp.Patterns);
        Assert.Equal(
            ("", "", "", ""),
            (options.Sentry.Dsn, options.Emit.Webhook.Url, options.Emit.Otlp.Endpoint, options.Emit.Syslog.Address));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_preset_says_in_its_first_line_whom_it_is_for(string name)
    {
        using var reader = new StreamReader(Shipped.Open(name));
        Assert.StartsWith("# For ", reader.ReadLine());
    }

    [Fact]
    public void Every_file_in_the_program_has_a_name() =>
        Assert.Equal(
            Shipped.Names.Select(name => $"presets/{name}.yaml").Order(StringComparer.Ordinal),
            typeof(Shipped).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("Strict")]
    [InlineData("../strict")]
    public void An_unknown_name_is_answered_with_the_known_ones(string name) =>
        Assert.Contains("balanced, strict, audit", Assert.Throws<ArgumentException>(() => Shipped.Open(name)).Message);

    private static TemporaryConfig Write(string name)
    {
        using var reader = new StreamReader(Shipped.Open(name));
        return new TemporaryConfig($"{name}.yaml", reader.ReadToEnd());
    }
}
