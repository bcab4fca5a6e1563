using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pipelock.Deploy.Tests.Harness;

/// <summary>A program that runs beside a test, in a directory of its own, and ends with it.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private const int Patience = 60;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private Daemon(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts <paramref name="program"/>.</summary>
    public static Daemon Start(string program, params string[] arguments) => new(program, arguments);

    /// <summary>Asks again and again until there is an answer; fails the test when the program ends before.</summary>
    public async Task<T> UntilAsync<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < Patience && !_process.HasExited)
        {
            try
            {
                if (await ask() is { } answer) return answer;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // Not yet.
            }

            await tick.WaitForNextTickAsync();
        }

        throw new TimeoutException($"no {what}; last lines:\n{string.Join('\n', _lines.TakeLast(12))}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
