using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;
using Pipelock.Transport.Mcp.Processes;

namespace Pipelock.Transport.Mcp.Stdio;

/// <summary>Our own standard input and output, as an agent uses them.</summary>
/// <remarks>
/// They are never made non-blocking: the other end of a descriptor, or a terminal, may share that state. Reading has a
/// thread of its own instead.
/// </remarks>
public static class StandardStreams
{
    private const int BlockSize = 64 * 1024;
    private const short Error = 8;     // POLLERR
    private const short HangUp = 16;   // POLLHUP

    /// <summary>Standard input; reads ahead by at most one block more than what was asked for.</summary>
    public static PipeReader OpenInput()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2 * BlockSize, resumeWriterThreshold: BlockSize));
        var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        new Thread(() => Copy(input, pipe.Writer)) { IsBackground = true, Name = "mcp-stdin" }.Start();
        return pipe.Reader;
    }

    /// <summary>Standard output; a write fails when nobody reads any more.</summary>
    public static Stream OpenOutput() =>
        new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Nobody reads our standard output any more.</summary>
    public static bool IsOutputAbandoned()
    {
        var entry = new Posix.PollEntry { Descriptor = 1 };
        return Posix.Poll(ref entry, 1, 0) > 0 && (entry.Answered & (Error | HangUp)) != 0;
    }

    private static void Copy(FileStream input, PipeWriter output)
    {
        Exception? failure = null;
        try
        {
            while (input.Read(output.GetSpan(BlockSize)) is var count and > 0)
            {
                output.Advance(count);
                var flushed = output.FlushAsync();
                var isOver = flushed.IsCompleted
                    ? flushed.Result.IsCompleted : flushed.AsTask().GetAwaiter().GetResult().IsCompleted;
                if (isOver) break;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            failure = e;
        }

        output.Complete(failure);
    }
}
