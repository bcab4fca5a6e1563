using Pipelock.Scanners;

namespace Pipelock.Policy.Mcp.Budgets;

/// <summary>Words for exceeded limits.</summary>
internal static class BudgetFindings
{
    /// <summary>The finding for a limit of <paramref name="agent"/>.</summary>
    public static Finding Of(BudgetBreach breach, SpendingLimits limits, string agent)
    {
        var (rule, key, reason) = Describe(breach, limits);
        return new Finding(ScanLayer.McpBudget, rule, rule, Severity.High, reason)
        {
            Where = $"agents.{agent}.budget.{key}",
            WarnOnly = limits.OnlyWarns,
        };
    }

    private static (string Rule, string Key, string Reason) Describe(BudgetBreach breach, SpendingLimits limits) =>
        breach switch
        {
            BudgetBreach.ToolCallLimit => ("tool_call_limit", "max_tool_calls_per_session",
                $"tool call limit of {limits.Calls} reached"),
            BudgetBreach.WallClock => ("wall_clock", "max_wall_clock_minutes",
                $"the session is older than {limits.WallClock / 60_000} minutes"),
            BudgetBreach.LoopDetected => ("loop_detected", "max_retries_per_tool",
                $"the same call more than {limits.RetriesPerTool} times within {limits.LoopWindow} calls"),
            BudgetBreach.RunawayExpansion => ("runaway_expansion", "loop_detection_window",
                "the arguments of the tool grow with every call"),
            BudgetBreach.CycleDetected => ("cycle_detected", "loop_detection_window",
                "two calls take turns without anything changing"),
            BudgetBreach.RetryStorm => ("retry_storm", "max_retries_per_endpoint",
                $"more than {limits.RetriesPerEndpoint} calls for one URL within {limits.LoopWindow} calls"),
            BudgetBreach.FanOut => ("fan_out", "fan_out_limit",
                $"more than {limits.FanOut} hosts within {limits.FanOutWindow / 1000} seconds"),
            BudgetBreach.ConcurrentLimit => ("concurrent_limit", "max_concurrent_tool_calls",
                $"{limits.Concurrent} tool calls are under way"),
            _ => throw new ArgumentOutOfRangeException(nameof(breach), breach, "no limit"),
        };
}
