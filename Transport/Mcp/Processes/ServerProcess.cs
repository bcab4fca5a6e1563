using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pipelock.Transport.Mcp.Processes;

/// <summary>An MCP server that was started as a child, together with everything it starts itself.</summary>
/// <remarks>
/// (1) own process group ──► (2) a guard that ends the group should this process be killed ──► (3) exit noticed but not
/// yet reaped, so that the group's number stays ours ──► (4) group ended ──► (5) strays ended ──► (6) reaped.
/// </remarks>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int ByProcess = 1;           // P_PID
    private const int ExitedButKept = 4 | 0x01000000; // WEXITED | WNOWAIT
    private const int InfoBytes = 128;         // siginfo_t
    private const int Subreaper = 36;          // PR_SET_CHILD_SUBREAPER
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly int _process;
    private readonly GroupGuard? _guard;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ended;

    private ServerProcess(int process, int input, int output)
    {
        _process = process;
        Input = new AnonymousPipeClientStream(PipeDirection.Out, new SafePipeHandle(input, ownsHandle: true));
        Output = new AnonymousPipeClientStream(PipeDirection.In, new SafePipeHandle(output, ownsHandle: true));
        _guard = GroupGuard.TryStart(process);
        new Thread(AwaitExit) { IsBackground = true, Name = "mcp-server-exit" }.Start();
    }

    /// <summary>Its standard input.</summary>
    public Stream Input { get; }

    /// <summary>Its standard output.</summary>
    public Stream Output { get; }

    /// <summary>Completes when the program itself has ended; what it started may still run.</summary>
    public Task Exited => _exited.Task;

    /// <summary>The exit code, or 128 + N after signal N; known after <see cref="DisposeAsync"/>.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Starts <paramref name="command"/>; its standard error is ours.</summary>
    /// <exception cref="Win32Exception">There is no such program, or it may not be run.</exception>
    public static ServerProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        // Orphans of the server come to us instead of to init, and are ended with it.
        _ = Posix.ProcessControl(Subreaper, 1, 0, 0, 0);
        var process = ProcessSpawner.Start(command, environment, out var input, out var output);
        return new ServerProcess(process, input, output);
    }

    /// <summary>Asks the group to end, insists after two seconds, and collects what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        await Input.DisposeAsync().ConfigureAwait(false);
        if (!Exited.IsCompleted)
        {
            _ = Posix.Kill(-_process, Posix.SigTerm);
            await Task.WhenAny(Exited, Task.Delay(s_patience)).ConfigureAwait(false);
        }

        KillGroup();
        await Exited.ConfigureAwait(false);
        _guard?.Dispose();
        ExitCode = Reap(_process);
        OrphanCollector.EndAll();
        await Output.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends at once what is left of the group. Thread-safe.</summary>
    public void KillGroup() => _ = Posix.Kill(-_process, Posix.SigKill);

    /// <summary>Waits for the end of a process that ended or was killed, and returns its exit code.</summary>
    internal static unsafe int Reap(int process)
    {
        int status;
        while (Posix.WaitPid(process, &status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted) return 0;
        }

        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    private const int Interrupted = 4; // EINTR

    private unsafe void AwaitExit()
    {
        var info = stackalloc byte[InfoBytes];
        while (Posix.WaitId(ByProcess, _process, info, ExitedButKept) != 0
            && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }

        _exited.SetResult();
    }
}
