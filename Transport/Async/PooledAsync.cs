using System.Runtime.CompilerServices;

#pragma warning disable CA1822 // The compiler calls every member on the instance.
namespace Pipelock.Transport.Async;

/// <summary>
/// Builds <see cref="ValueTask"/>s whose suspended state comes from a pool: a request's awaits allocate nothing.
/// </summary>
/// <remarks>
/// Execution context does not flow: nothing in this process uses ambient values. As with any pooled value task, each
/// one
/// is awaited exactly once.
/// </remarks>
internal struct PooledAsync
{
    private PooledAsync<byte> _inner;

    public ValueTask Task => _inner.TaskWithoutResult;

    public static PooledAsync Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void SetResult() => _inner.SetResult(0);

    public void SetException(Exception exception) => _inner.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => _inner.AwaitOnCompleted(ref awaiter, ref stateMachine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => _inner.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
}

/// <summary>The same for <see cref="ValueTask{TResult}"/>.</summary>
internal struct PooledAsync<TResult>
{
    private PooledCall<TResult>? _call;
    private Exception? _failedAtOnce;
    private TResult? _result;

    public readonly ValueTask<TResult> Task =>
        _call is not null ? new ValueTask<TResult>(_call, _call.Version)
        : _failedAtOnce is not null ? ValueTask.FromException<TResult>(_failedAtOnce)
        : new ValueTask<TResult>(_result!);

    internal readonly ValueTask TaskWithoutResult =>
        _call is not null ? new ValueTask(_call, _call.Version)
        : _failedAtOnce is not null ? ValueTask.FromException(_failedAtOnce)
        : ValueTask.CompletedTask;

    public static PooledAsync<TResult> Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void SetResult(TResult result)
    {
        if (_call is null) _result = result;
        else _call.SetResult(result);
    }

    public void SetException(Exception exception)
    {
        if (_call is null) _failedAtOnce = exception;
        else _call.SetException(exception);
    }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (_call is null) PooledStateMachine<TStateMachine, TResult>.Attach(ref stateMachine, ref _call);
        awaiter.OnCompleted(_call!.MoveNext);
    }

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (_call is null) PooledStateMachine<TStateMachine, TResult>.Attach(ref stateMachine, ref _call);
        awaiter.UnsafeOnCompleted(_call!.MoveNext);
    }
}
