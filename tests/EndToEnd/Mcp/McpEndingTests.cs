using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>However a session ends, nothing of it is left: no process, no lost request.</summary>
/// <remarks><c>PIPELOCK_MCP_ROUNDS</c> says how often each way is gone.</remarks>
public sealed partial class McpEndingTests
{
    private const int KillSignal = 9;

    private static int Rounds => int.Parse(
        Environment.GetEnvironmentVariable("PIPELOCK_MCP_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    [NodeTheory]
    [InlineData("crash")]
    [InlineData("hang")]
    [InlineData("flood")]
    public async Task A_server_that_misbehaves_leaves_nothing(string say)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var mark = $"mark-{Guid.NewGuid():n}";
            var wire = await StdioWire.StartAsync(McpSite.Strict, "--", "node", "tricky.mjs", "stdio", mark);
            await wire.BeginAsync();
            var asked = wire.CallAsync(say);
            if (say == "crash") Assert.Equal(-32003, (int)(await asked)["error"]!["code"]!);
            if (say == "hang") wire.Process.StandardOutput.Close(); // The agent leaves without a word.
            if (say == "flood") await asked;
            await EndAsync(wire, mark);
        }
    }

    [NodeTheory]
    [InlineData("sleep 1000 & exec sleep 1000")]
    [InlineData("setsid sleep 1000 & exec sleep 1000")]
    [InlineData("trap '' TERM; sleep 1000 & while true; do wait; sleep 1; done")]
    public async Task What_a_server_started_ends_with_it(string script)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var mark = $"mark-{Guid.NewGuid():n}";
            var wire = await StdioWire.StartAsync(McpSite.Strict, "--", "sh", "-c", $": {mark}; {script}");
            await WaitAsync(() => Children(wire.Process.Id).Count > 0);
            var family = Family(wire.Process.Id);
            await EndAsync(wire, mark);
            await WaitAsync(() => family.All(one => !IsAlive(one)));
        }
    }

    [NodeTheory]
    [InlineData("sleep 1000 & exec sleep 1000")]
    public async Task A_proxy_that_is_killed_takes_its_server_along(string script)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var wire = await StdioWire.StartAsync(McpSite.Strict, "--", "sh", "-c", script);
            await WaitAsync(() => Family(wire.Process.Id).Count >= 3);
            var family = Family(wire.Process.Id);
            Assert.Equal(0, Kill(wire.Process.Id, KillSignal));
            await WaitAsync(() => family.All(one => !IsAlive(one)));
            await wire.DisposeAsync();
        }
    }

    private static async Task EndAsync(StdioWire wire, string mark)
    {
        await wire.DisposeAsync();
        await WaitAsync(() => !Commands().Any(line => line.Contains(mark, StringComparison.Ordinal)));
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (condition()) return;
            await tick.WaitForNextTickAsync();
        }

        Assert.Fail("it did not come to that within 10 s");
    }

    private static IEnumerable<string> Commands()
    {
        foreach (var process in Process.GetProcesses())
        {
            yield return Read($"/proc/{process.Id}/cmdline").Replace('\0', ' ');
            process.Dispose();
        }
    }

    private static List<int> Family(int root)
    {
        var family = new List<int>(Children(root));
        for (var i = 0; i < family.Count; i++) family.AddRange(Children(family[i]));
        return family;
    }

    private static List<int> Children(int process)
    {
        if (!Directory.Exists($"/proc/{process}/task")) return [];
        return [.. Directory.EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(thread => Read($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private static bool IsAlive(int process)
    {
        var stat = Read($"/proc/{process}/stat");
        return stat.Length > 0 && !stat[(stat.LastIndexOf(')') + 1)..].StartsWith(" Z", StringComparison.Ordinal);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return ""; // It ended meanwhile.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
