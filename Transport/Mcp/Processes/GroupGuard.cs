using System.ComponentModel;

namespace Pipelock.Transport.Mcp.Processes;

/// <summary>A tiny shell that ends a process group when this process is gone, however it went.</summary>
/// <remarks>
/// Nothing of ours runs when we are killed, and a parent-death signal reaches one process only, upon the end of one
/// thread. The shell waits on a pipe that only we hold open: the kernel closes it with us.
/// </remarks>
internal sealed class GroupGuard : IDisposable
{
    private readonly int _process;
    private readonly int _pipe;

    private GroupGuard(int process, int pipe) => (_process, _pipe) = (process, pipe);

    /// <summary>Starts the guard of <paramref name="group"/>; null on a machine without a shell.</summary>
    public static GroupGuard? TryStart(int group)
    {
        string[] command = ["/bin/sh", "-c", $"read -r _; kill -9 -{group}"];
        try
        {
            var process = ProcessSpawner.Start(
                command, new Dictionary<string, string>(), out var input, out _, keepOutput: false);
            return new GroupGuard(process, input);
        }
        catch (Win32Exception)
        {
            return null; // The server still sees the end of its input.
        }
    }

    /// <summary>Ends the guard without its deed.</summary>
    public void Dispose()
    {
        _ = Posix.Kill(_process, Posix.SigKill);
        _ = ServerProcess.Reap(_process);
        Posix.Close(_pipe);
    }
}
