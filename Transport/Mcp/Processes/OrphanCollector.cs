using System.Globalization;

namespace Pipelock.Transport.Mcp.Processes;

/// <summary>Ends what left its process group and came to us as the nearest subreaper (prctl(2)).</summary>
internal static class OrphanCollector
{
    /// <summary>Generations that are followed; each round sees the orphans of the round before.</summary>
    private const int Rounds = 32;

    /// <summary>Kills and reaps every child this process has, until there is none.</summary>
    /// <remarks>Called at the end of a process whose only children belong to the one server it served.</remarks>
    public static void EndAll()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var children = Children();
            if (children.Count == 0) return;
            foreach (var child in children)
            {
                _ = Posix.Kill(child, Posix.SigKill);
                _ = ServerProcess.Reap(child);
            }
        }
    }

    /// <summary>The kernel lists the children of each thread (proc(5), <c>task/[tid]/children</c>).</summary>
    private static List<int> Children()
    {
        var children = new List<int>();
        try
        {
            foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
            {
                var text = File.ReadAllText(Path.Combine(thread, "children"));
                foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    children.Add(int.Parse(word, CultureInfo.InvariantCulture));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No /proc here, or a thread that ended while it was looked at: the next round sees the rest.
        }

        return children;
    }
}
