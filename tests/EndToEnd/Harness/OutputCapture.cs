using System.Diagnostics;

namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>Lines that a process wrote, and a way to wait for one of them. Thread-safe.</summary>
internal sealed class OutputCapture
{
    /// <summary>So long compiling the rules anew may take where many processes share two cores.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Lock guard = new();
    private readonly List<string> lines = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (guard)
                return [.. lines];
        }
    }

    /// <summary>Takes both outputs of a process whose output is redirected.</summary>
    public void Attach(Process process)
    {
        process.OutputDataReceived += (_, received) => Add(received.Data);
        process.ErrorDataReceived += (_, received) => Add(received.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits for a line, which may be there already.</summary>
    /// <param name="what">What is waited for, in words; part of the error.</param>
    /// <param name="wanted">Decides.</param>
    /// <exception cref="TimeoutException">It did not come within a minute; quotes the last lines.</exception>
    public async Task<string> WaitForAsync(string what, Func<string, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(s_patience);
        for (var seen = 0; ;)
        {
            Task next;
            lock (guard)
            {
                for (; seen < lines.Count; seen++)
                {
                    if (wanted(lines[seen]))
                        return lines[seen];
                }

                next = changed.Task;
            }

            try
            {
                await next.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"no {what} within {s_patience}; last lines:\n{string.Join('\n', Lines.TakeLast(12))}");
            }
        }
    }

    /// <summary>Adds one line; null, the end of an output, is ignored.</summary>
    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (guard)
        {
            lines.Add(line);
            changed.TrySetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
