using Pipelock.Policy.Mcp.Sessions;

namespace Pipelock.Policy.Mcp.Budgets;

/// <summary>What a session has spent on tool calls. Not thread-safe: the session locks.</summary>
/// <remarks>Bounded by the windows of the limits; a call costs time in proportion to
/// <c>loop_detection_window</c>.</remarks>
internal sealed class Spending
{
    /// <summary>Hosts remembered for the fan-out; a limit above it is not counted beyond.</summary>
    public const int MaxHosts = 4096;

    private const int Growing = 4;
    private const int RunawaySize = 1024;

    private readonly BoundedMap<long> _hosts = new(MaxHosts);
    private Past[] _past = [];
    private int _next;
    private int _known;
    private double _spent;
    private long _started = -1;
    private long _counted;

    /// <summary>Counts a call that stays within the limits.</summary>
    /// <param name="cost">The call.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="underWay">Calls under way without this one.</param>
    /// <param name="now">A monotonic clock, in milliseconds.</param>
    /// <returns>The limit it exceeds. It is counted only if there is none, or if that only warns.</returns>
    public BudgetBreach Charge(in CallCost cost, SpendingLimits limits, int underWay, long now)
    {
        Begin(limits, now);
        var breach = Find(cost, limits, underWay, now);
        if (breach != BudgetBreach.None && !limits.OnlyWarns)
            return breach;
        _spent += cost.Weight;
        for (var i = 0; i < cost.UrlCount; i++)
            _hosts.Touch(cost.Hosts[i], out _) = now;
        _past[_next] = new Past(cost);
        _next = (_next + 1) % _past.Length;
        _known = Math.Min(_known + 1, _past.Length);
        return breach;
    }

    private void Begin(SpendingLimits limits, long now)
    {
        if (_started < 0)
            (_started, _counted) = (now, now);
        if (limits.Restart > 0 && now - _counted >= limits.Restart)
            (_spent, _counted) = (0, now);
        // A reload may change the window: what is remembered of the old one is not worth carrying over.
        var window = Math.Max(limits.LoopWindow, Growing);
        if (_past.Length != window)
            (_past, _next, _known) = (new Past[window], 0, 0);
        while (_hosts.TryPeekOldest(out var host, out var seen) && now - seen > limits.FanOutWindow)
            _hosts.Remove(host, out _);
    }

    private BudgetBreach Find(in CallCost cost, SpendingLimits limits, int underWay, long now)
    {
        if (limits.Calls > 0 && _spent + cost.Weight > limits.Calls)
            return BudgetBreach.ToolCallLimit;
        if (limits.WallClock > 0 && now - _started >= limits.WallClock)
            return BudgetBreach.WallClock;
        if (limits.Concurrent > 0 && underWay >= limits.Concurrent)
            return BudgetBreach.ConcurrentLimit;
        if (limits.FanOut > 0 && Fan(cost) > limits.FanOut)
            return BudgetBreach.FanOut;
        return FindInPast(cost, limits);
    }

    private int Fan(in CallCost cost)
    {
        var hosts = _hosts.Count;
        for (var i = 0; i < cost.UrlCount; i++)
        {
            if (!_hosts.TryGet(cost.Hosts[i], out _) && !IsRepeated(cost.Hosts, i))
                hosts++;
        }

        return hosts;
    }

    private BudgetBreach FindInPast(in CallCost cost, SpendingLimits limits)
    {
        var (same, growing, size, first, grows) = (0, 1, cost.Size, cost.Size, true);
        Span<int> retries = stackalloc int[CallCost.MaxUrls];
        retries.Clear();
        for (var back = 1; back <= _known; back++)
        {
            ref readonly var past = ref Back(back);
            if (past.Call == cost.Call)
                same++;
            for (var i = 0; i < cost.UrlCount; i++)
            {
                if (past.HasUrl(cost.Urls[i]))
                    retries[i]++;
            }

            if (past.Tool != cost.Tool || growing == Growing)
                continue;
            grows &= past.Size < size;
            (size, growing) = (past.Size, growing + 1);
            first = past.Size;
        }

        if (same >= limits.RetriesPerTool)
            return BudgetBreach.LoopDetected;
        if (limits.RetriesPerEndpoint > 0 && cost.UrlCount > 0
            && MostRetried(cost, retries) >= limits.RetriesPerEndpoint)
            return BudgetBreach.RetryStorm;
        // Agents write longer and shorter texts all day; what runs away doubles, and is large.
        if (grows && growing == Growing && cost.Size >= RunawaySize && cost.Size >= 2L * first)
            return BudgetBreach.RunawayExpansion;
        return IsCycle(cost) ? BudgetBreach.CycleDetected : BudgetBreach.None;
    }

    private static int MostRetried(in CallCost cost, ReadOnlySpan<int> retries)
    {
        var most = 0;
        for (var i = 0; i < cost.UrlCount; i++)
            most = Math.Max(most, retries[i]);
        return most;
    }

    /// <summary>A B A B A B, word for word. By the names alone, reading and editing in turns would be one.</summary>
    private bool IsCycle(in CallCost cost)
    {
        const int Turns = 5;
        if (_known < Turns || Back(1).Call == cost.Call)
            return false;
        var other = Back(1).Call;
        return Back(2).Call == cost.Call && Back(3).Call == other
            && Back(4).Call == cost.Call && Back(5).Call == other;
    }

    private ref readonly Past Back(int steps) => ref _past[(_next - steps + _past.Length) % _past.Length];

    private static bool IsRepeated(in CallCost.Keys keys, int at)
    {
        for (var i = 0; i < at; i++)
        {
            if (keys[i] == keys[at])
                return true;
        }

        return false;
    }

    private readonly struct Past(in CallCost cost)
    {
        public readonly UInt128 Tool = cost.Tool;
        public readonly UInt128 Call = cost.Call;
        public readonly int Size = cost.Size;
        private readonly CallCost.Keys _urls = cost.Urls;
        private readonly int _count = cost.UrlCount;

        public bool HasUrl(UInt128 url)
        {
            for (var i = 0; i < _count; i++)
            {
                if (_urls[i] == url)
                    return true;
            }

            return false;
        }
    }
}
