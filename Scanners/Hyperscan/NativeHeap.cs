using System.Runtime.InteropServices;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>Gives memory of the C library's heap back to the system.</summary>
/// <remarks>
/// Compiling a large database takes over a hundred megabytes for seconds; the C library keeps what was freed, and a
/// process in a small container would keep it for life.
/// </remarks>
internal static partial class NativeHeap
{
    /// <summary>Returns what is free. Does nothing where the C library has no such call (musl).</summary>
    public static void Trim()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // That library gives memory back by itself.
        }
        catch (DllNotFoundException)
        {
            // Not a system with libc.so.6.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
