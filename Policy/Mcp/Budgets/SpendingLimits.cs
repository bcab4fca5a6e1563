using System.Collections.Frozen;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Mcp.Budgets;

/// <summary>What one agent may spend on tool calls in a session; immutable.</summary>
/// <remarks>Setting one limit switches the looks for loops and growth on, with the numbers below.</remarks>
internal sealed class SpendingLimits
{
    private const int DefaultRetries = 5;
    private const int DefaultLoopWindow = 20;
    private const int DefaultFanOutSeconds = 60;
    private const long MillisecondsPerMinute = 60_000;

    private readonly FrozenDictionary<string, double> _weights;
    private readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> _weightOf;

    /// <summary>Reads a budget.</summary>
    public SpendingLimits(AgentBudgetOptions budget)
    {
        IsActive = budget is { MaxToolCallsPerSession: > 0 } or { MaxConcurrentToolCalls: > 0 }
            or { MaxWallClockMinutes: > 0 } or { MaxRetriesPerTool: > 0 } or { MaxRetriesPerEndpoint: > 0 }
            or { LoopDetectionWindow: > 0 } or { FanOutLimit: > 0 };
        OnlyWarns = budget.DowAction == BlockAction.Warn;
        Calls = budget.MaxToolCallsPerSession;
        Concurrent = budget.MaxConcurrentToolCalls;
        WallClock = budget.MaxWallClockMinutes * MillisecondsPerMinute;
        Restart = budget.WindowMinutes * MillisecondsPerMinute;
        RetriesPerTool = budget.MaxRetriesPerTool > 0 ? budget.MaxRetriesPerTool : DefaultRetries;
        RetriesPerEndpoint = budget.MaxRetriesPerEndpoint;
        LoopWindow = budget.LoopDetectionWindow > 0 ? budget.LoopDetectionWindow : DefaultLoopWindow;
        FanOut = budget.FanOutLimit;
        FanOutWindow = 1000L * (budget.FanOutWindowSeconds > 0 ? budget.FanOutWindowSeconds : DefaultFanOutSeconds);
        _weights = budget.CostMultipliers.ToFrozenDictionary(
            entry => entry.Key.ToLowerInvariant().TrimStart(
                '*', '.'), entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        _weightOf = _weights.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Some limit on tool calls is set.</summary>
    public bool IsActive { get; }

    /// <summary>Exceeding a limit is told and nothing else.</summary>
    public bool OnlyWarns { get; }

    /// <summary>Tool calls in a session, weighted; 0 = any number.</summary>
    public int Calls { get; }

    /// <summary>Tool calls under way at once; 0 = any number.</summary>
    public int Concurrent { get; }

    /// <summary>Milliseconds a session may last; 0 = for ever.</summary>
    public long WallClock { get; }

    /// <summary>Milliseconds after which calls are counted anew; 0 = never.</summary>
    public long Restart { get; }

    /// <summary>Repetitions of one call among the latest ones.</summary>
    public int RetriesPerTool { get; }

    /// <summary>Repetitions of one URL among the latest calls; 0 = any number.</summary>
    public int RetriesPerEndpoint { get; }

    /// <summary>How many of the latest calls are looked at.</summary>
    public int LoopWindow { get; }

    /// <summary>Different hosts within <see cref="FanOutWindow"/>; 0 = any number.</summary>
    public int FanOut { get; }

    /// <summary>Length of that window, in milliseconds.</summary>
    public long FanOutWindow { get; }

    /// <summary>What a request to a host counts for: by its name, or by that of a domain above it; else 1.</summary>
    public double WeightOf(ReadOnlySpan<byte> host)
    {
        if (_weights.Count == 0)
            return 1;
        const int LongestHost = 255; // RFC 1035 §2.3.4
        Span<char> text = stackalloc char[LongestHost];
        var length = Math.Min(host.Length, LongestHost);
        for (var i = 0; i < length; i++)
            text[i] = (char)host[i];
        for (ReadOnlySpan<char> name = text[..length]; ; name = name[(name.IndexOf('.') + 1)..])
        {
            if (_weightOf.TryGetValue(name, out var weight))
                return weight;
            if (!name.Contains('.'))
                return 1;
        }
    }
}
