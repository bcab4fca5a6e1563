namespace Pipelock.Policy.Mcp.Chains;

/// <summary>The latest calls of a session that are something to chains. Not thread-safe: the session locks.</summary>
internal sealed class ChainHistory
{
    private ChainStep[] _steps = [];
    private int _next;

    /// <summary>How many calls are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>The call so many calls ago; 1 is the latest.</summary>
    public ref readonly ChainStep Back(int calls) => ref _steps[(_next - calls + _steps.Length) % _steps.Length];

    /// <summary>Forgets what is too old, and changes its size where a reload asks for it.</summary>
    /// <param name="window">Calls remembered; at least 1.</param>
    /// <param name="oldest">Calls made before this time are forgotten.</param>
    public void Trim(int window, long oldest)
    {
        if (_steps.Length != window)
            Resize(window);
        while (Count > 0 && Back(Count).Time < oldest)
            Count--;
    }

    /// <summary>Adds a call; the oldest makes room.</summary>
    public void Add(in ChainStep step)
    {
        _steps[_next] = step;
        _next = (_next + 1) % _steps.Length;
        Count = Math.Min(Count + 1, _steps.Length);
    }

    private void Resize(int window)
    {
        var kept = Math.Min(Count, window);
        var steps = new ChainStep[window];
        for (var back = kept; back > 0; back--)
            steps[kept - back] = Back(back);
        (_steps, _next, Count) = (steps, kept % window, kept);
    }
}
