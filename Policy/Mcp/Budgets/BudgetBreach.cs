namespace Pipelock.Policy.Mcp.Budgets;

/// <summary>Which limit on tool calls was exceeded.</summary>
internal enum BudgetBreach : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary><c>max_tool_calls_per_session</c>.</summary>
    ToolCallLimit,

    /// <summary><c>max_wall_clock_minutes</c>.</summary>
    WallClock,

    /// <summary>One call, word for word, more than <c>max_retries_per_tool</c> times among the latest.</summary>
    LoopDetected,

    /// <summary>The arguments of one tool grow from call to call.</summary>
    RunawayExpansion,

    /// <summary>Two calls take turns, word for word.</summary>
    CycleDetected,

    /// <summary><c>max_retries_per_endpoint</c>.</summary>
    RetryStorm,

    /// <summary><c>fan_out_limit</c>.</summary>
    FanOut,

    /// <summary><c>max_concurrent_tool_calls</c>.</summary>
    ConcurrentLimit,
}
