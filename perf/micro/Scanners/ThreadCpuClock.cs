using System.Runtime.InteropServices;

namespace Pipelock.Micro.Scanners;

/// <summary>The processor time of the calling thread: what other jobs of the machine do is not in it.</summary>
internal static partial class ThreadCpuClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID of <time.h>

    public static long Nanoseconds
    {
        get
        {
            if (GetTime(ThreadCpuTime, out var time) != 0)
                throw new PlatformNotSupportedException("This system does not tell the processor time of a thread.");
            return ((long)time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
