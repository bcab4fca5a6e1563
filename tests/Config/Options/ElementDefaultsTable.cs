namespace Pipelock.Config.Tests.Options;

/// <summary>The defaults within one element of a list or a map: what an element may leave out.</summary>
internal static class ElementDefaultsTable
{
    /// <summary>Lines <c>key = value</c> by name of the record.</summary>
    public static IReadOnlyDictionary<string, string> Elements { get; } = new Dictionary<string, string>
    {
        ["AgentOptions"] =
            """
            listeners = []
            source_cidrs = []
            mode = (unset)
            enforce = (unset)
            api_allowlist = (unset)
            trusted_domains = (unset)
            allowed_addresses = []
            dlp.include_defaults = (unset)
            dlp.patterns = []
            rate_limit.max_requests_per_minute = 0
            rate_limit.max_data_per_minute = 0
            session_profiling.domain_burst = 0
            session_profiling.anomaly_action = (unset)
            session_profiling.volume_spike_ratio = 0
            mcp_tool_policy = (unset)
            sandbox = (unset)
            budget.max_requests_per_session = 0
            budget.max_bytes_per_session = 0
            budget.max_unique_domains_per_session = 0
            budget.window_minutes = 0
            budget.max_tool_calls_per_session = 0
            budget.max_concurrent_tool_calls = 0
            budget.max_wall_clock_minutes = 0
            budget.max_retries_per_tool = 0
            budget.max_retries_per_endpoint = 0
            budget.loop_detection_window = 0
            budget.fan_out_limit = 0
            budget.fan_out_window_seconds = 0
            budget.cost_multipliers = {}
            budget.dow_action = block
            """,
        ["SuppressOptions"] =
            """
            rule = ""
            path = ""
            host = ""
            field = ""
            tool = ""
            reason = ""
            """,
        ["ProxyUserOptions"] =
            """
            name = ""
            password_env = ""
            password_file = ""
            password = ""
            """,
        ["DlpPatternOptions"] =
            """
            name = ""
            regex = ""
            severity = (unset)
            validator = (unset)
            exempt_domains = []
            action = (unset)
            """,
        ["CanaryTokenOptions"] =
            """
            name = ""
            value = ""
            env_var = ""
            """,
        ["ResponsePatternOptions"] =
            """
            name = ""
            regex = ""
            """,
        ["RedactionProfileOptions"] =
            """
            classes = []
            dictionaries = []
            """,
        ["RedactionDictionaryOptions"] =
            """
            class = ""
            entries = []
            entries_file = ""
            case_insensitive = false
            word_boundary = false
            priority = 0
            """,
        ["TrustedKeyOptions"] =
            """
            name = ""
            public_key = ""
            tier = ""
            """,
        ["ToolPolicyRuleOptions"] =
            """
            name = ""
            tool_pattern = ""
            arg_pattern = ""
            arg_key = ""
            action = (unset)
            redirect_profile = ""
            """,
        ["RedirectProfileOptions"] =
            """
            exec = []
            match_abs_path = false
            reason = ""
            preserve_argv = false
            """,
        ["ToolChainPatternOptions"] =
            """
            name = ""
            sequence = []
            severity = high
            action = (unset)
            """,
        ["TrustOverrideOptions"] =
            """
            scope = (unset)
            source_match = ""
            action_match = ""
            expires_at = (unset)
            granted_by = ""
            reason = ""
            """,
    };
}
