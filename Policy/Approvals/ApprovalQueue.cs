using System.Collections.Concurrent;
using System.Text;
using Pipelock.Policy.A2a;
using Pipelock.Policy.Mcp.Sessions;

namespace Pipelock.Policy.Approvals;

/// <summary>The questions to the operator, of all transports of one process.</summary>
/// <remarks>
/// Whoever doubts says no: nobody there to answer, too many questions, no answer in time, a client that left. Bounded
/// by
/// <see cref="Capacity"/> open questions and <see cref="PerMinute"/> new ones in a minute. Thread-safe.
/// </remarks>
/// <param name="clock">Tells the time, and when it is over.</param>
public sealed class ApprovalQueue(TimeProvider clock)
{
    /// <summary>Questions open at once.</summary>
    public const int Capacity = 64;

    /// <summary>Questions asked in a minute: who is asked too often says yes to everything.</summary>
    public const int PerMinute = 30;

    private const int Remembered = 1024;

    private readonly ConcurrentDictionary<long, Open> _open = [];
    private readonly BoundedMap<bool> _sessions = new(Remembered);
    private readonly Queue<long> _asked = [];
    private readonly Lock _gate = new();
    private long _lastId;

    /// <summary>Somebody can answer: a terminal, or the API with its token.</summary>
    public bool IsAttended { get; set; }

    /// <summary>Told each question as it is asked; must return at once and not throw.</summary>
    public event Action<ApprovalQuestion>? Asked;

    /// <summary>The open questions, oldest first.</summary>
    public IReadOnlyList<ApprovalQuestion> Questions =>
        [.. _open.Values.Select(open => open.Question).OrderBy(question => question.Id)];

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="timeout">How long the operator may think.</param>
    /// <param name="stop">The client left.</param>
    /// <returns>True when the message may go on.</returns>
    public async Task<bool> AskAsync(ApprovalQuestion question, TimeSpan timeout, CancellationToken stop)
    {
        if (TryEnter(question, timeout, out var open) is { } known) return known;
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var late = Task.Delay(timeout, clock, end.Token);
            Asked?.Invoke(open.Question);
            await Task.WhenAny(open.Answer.Task, late).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(open.Question.Id, out _);
        }

        // An answer that came together with the end of the time, or of the client, does not count.
        open.Answer.TrySetResult(ApprovalAnswer.Deny);
        var answer = await open.Answer.Task.ConfigureAwait(false);
        if (answer == ApprovalAnswer.AllowSession)
        {
            lock (_gate) _sessions.Touch(KeyOf(question), out _) = true;
        }

        return answer != ApprovalAnswer.Deny;
    }

    /// <summary>Answers a question; false when it is not open any more.</summary>
    public bool Answer(long id, ApprovalAnswer answer) =>
        _open.TryGetValue(id, out var open) && open.Answer.TrySetResult(answer);

    /// <summary>The answer where none has to be waited for; null when the question is open now.</summary>
    private bool? TryEnter(ApprovalQuestion question, TimeSpan timeout, out Open open)
    {
        open = null!;
        if (!IsAttended || timeout <= TimeSpan.Zero) return false;
        lock (_gate)
        {
            if (_sessions.TryGet(KeyOf(question), out _)) return true;
            var now = clock.GetUtcNow();
            while (_asked.TryPeek(out var oldest) && now.Ticks - oldest >= TimeSpan.TicksPerMinute) _asked.Dequeue();
            if (_open.Count >= Capacity || _asked.Count >= PerMinute) return false;
            _asked.Enqueue(now.Ticks);
            open = new Open(question with { Id = ++_lastId, Expires = now + timeout });
            _open[open.Question.Id] = open;
            return null;
        }
    }

    private static UInt128 KeyOf(ApprovalQuestion question) => CardDigest.Digest(
        Encoding.UTF8.GetBytes($"{question.Client}\n{question.Host}\n{question.Rule}"));

    private sealed record Open(ApprovalQuestion Question)
    {
        public TaskCompletionSource<ApprovalAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
