using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Pipelock.Transport.Async;

/// <summary>The suspended part of one asynchronous call, used again by later calls of the same method.</summary>
/// <remarks>
/// The framework's pooling builder keeps one such object per thread and method. Here many connections wait in the same
/// method at once and finish in bursts, so up to <see cref="PerThread"/> are kept, and the rest is shared: a busy proxy
/// settles at as many as it has connections, and allocates none from then on.
/// </remarks>
internal sealed class PooledStateMachine<TStateMachine, TResult> : PooledCall<TResult>
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>Objects one thread keeps for a method.</summary>
    private const int PerThread = 16;

    /// <summary>Objects all threads share for a method beyond their own.</summary>
    private const int SharedLimit = 4096;

    [ThreadStatic]
    private static PooledStateMachine<TStateMachine, TResult>? t_local;

    [ThreadStatic]
    private static int t_localCount;

    private static readonly Stack<PooledStateMachine<TStateMachine, TResult>> s_shared = [];
    private static readonly Lock s_sharedLock = new();

    private TStateMachine? _stateMachine;
    private PooledStateMachine<TStateMachine, TResult>? _next;

    private PooledStateMachine() => MoveNext = Continue;

    /// <summary>Takes an object and ties <paramref name="call"/>, which lies inside the state machine, to it.</summary>
    public static void Attach(ref TStateMachine stateMachine, ref PooledCall<TResult>? call)
    {
        var taken = Take();
        call = taken; // First: the copy below carries the builder, and with it this reference.
        taken._stateMachine = stateMachine;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _stateMachine = default;
        if (t_localCount < PerThread)
        {
            _next = t_local;
            t_local = this;
            t_localCount++;
            return;
        }

        lock (s_sharedLock)
        {
            if (s_shared.Count < SharedLimit) s_shared.Push(this);
        }
    }

    private static PooledStateMachine<TStateMachine, TResult> Take()
    {
        if (t_local is { } local)
        {
            t_local = local._next;
            local._next = null;
            t_localCount--;
            return local;
        }

        lock (s_sharedLock)
        {
            if (s_shared.TryPop(out var shared)) return shared;
        }

        return new PooledStateMachine<TStateMachine, TResult>();
    }

    private void Continue() => _stateMachine!.MoveNext();
}

/// <summary>The result of a suspended call, whatever method it belongs to.</summary>
internal abstract class PooledCall<TResult> : IValueTaskSource<TResult>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<TResult> _result;

    /// <summary>What the awaited operation calls when it is done.</summary>
    public Action MoveNext { get; protected init; } = null!;

    /// <summary>Tells this use from the next.</summary>
    public short Version => _result.Version;

    /// <summary>The call ended.</summary>
    public void SetResult(TResult result) => _result.SetResult(result);

    /// <summary>The call failed.</summary>
    public void SetException(Exception exception) => _result.SetException(exception);

    /// <inheritdoc/>
    public TResult GetResult(short token)
    {
        try
        {
            return _result.GetResult(token);
        }
        finally
        {
            _result.Reset();
            Release();
        }
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _result.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        _result.OnCompleted(continuation, state, token, flags);

    /// <summary>Nobody looks at this use any more.</summary>
    protected abstract void Release();
}
