using System.Globalization;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>What the kernel counts of a process (proc(5)), in MiB and numbers.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident memory.</summary>
    public static double Resident(int process) => Megabytes(process, "VmRSS:");

    /// <summary>The most resident memory since <see cref="ForgetPeak"/>.</summary>
    public static double Peak(int process) => Megabytes(process, "VmHWM:");

    /// <summary>Begins the account of <see cref="Peak"/> anew.</summary>
    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    /// <summary>Open sockets.</summary>
    public static int Sockets(int process) => Directory.EnumerateFiles($"/proc/{process}/fd").Count(
        file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    private static double Megabytes(int process, string account)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(
            one => one.StartsWith(account, StringComparison.Ordinal));
        return double.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
