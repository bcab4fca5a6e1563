using System.Threading.Channels;
using Pipelock.Config.Options;

namespace Pipelock.Evidence.Emit;

/// <summary>One receiver of events: a bounded queue and a worker that sends, again where that may help.</summary>
/// <remarks>Offering never waits: what finds the queue full is dropped and counted. Thread-safe.</remarks>
internal abstract class EventSink : IAsyncDisposable
{
    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(10);

    private readonly Channel<EmittedEvent> _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly EmitMetrics _metrics;
    private readonly TextWriter _complaints;
    private Task _worker = Task.CompletedTask;
    private bool _complained;

    protected EventSink(
        string name, EventSeverity minSeverity, int queueSize, EmitMetrics metrics, TextWriter complaints)
    {
        Name = name;
        MinSeverity = minSeverity;
        _metrics = metrics;
        _complaints = complaints;
        _queue = Channel.CreateBounded<EmittedEvent>(
            new BoundedChannelOptions(Math.Max(1, queueSize)) { SingleReader = true });
    }

    /// <summary><c>webhook</c>, <c>syslog</c> or <c>otlp</c>.</summary>
    public string Name { get; }

    /// <summary>The mildest event it takes.</summary>
    public EventSeverity MinSeverity { get; }

    /// <summary>Begins to send what is offered.</summary>
    public void Start() => _worker = Task.Run(RunAsync);

    /// <summary>Takes an event, or drops it.</summary>
    public void Offer(EmittedEvent one)
    {
        if (!_queue.Writer.TryWrite(one)) _metrics.Count(Name, "dropped");
    }

    /// <summary>Sends what is queued, for at most ten seconds, and lets go.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _stop.CancelAfter(s_closeTimeout);
        await _worker.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Sends one event; throws what <see cref="IsFailure"/> knows when it did not arrive.</summary>
    protected abstract Task SendAsync(EmittedEvent one, CancellationToken stop);

    /// <summary>Whether the exception says that sending failed.</summary>
    protected abstract bool IsFailure(Exception e);

    /// <summary>Whether sending the same again may help.</summary>
    protected virtual bool MayRetry(Exception e) => true;

    private async Task RunAsync()
    {
        await foreach (var one in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
            _metrics.Count(Name, await TrySendAsync(one).ConfigureAwait(false) ? "sent" : "failed");
    }

    private async Task<bool> TrySendAsync(EmittedEvent one)
    {
        for (var attempt = 0; !_stop.IsCancellationRequested; attempt++)
        {
            try
            {
                await SendAsync(one, _stop.Token).ConfigureAwait(false);
                _complained = false;
                return true;
            }
            catch (Exception e) when (IsFailure(e) || e is OperationCanceledException)
            {
                if (attempt == s_pauses.Length || !MayRetry(e) || _stop.IsCancellationRequested)
                {
                    Complain(e);
                    return false;
                }
            }

            await Task.Delay(s_pauses[attempt], _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private void Complain(Exception e)
    {
        if (_complained) return;
        _complained = true;
        _complaints.WriteLine(
            $"pipelock: emit.{Name}: events are being lost: {e.Message.ReplaceLineEndings(" ")} (told once)");
    }
}
