namespace Pipelock.Transport.Mcp.Processes;

/// <summary>What of our environment an MCP server gets to see: nothing that may be a secret, unless it was
/// named.</summary>
public static class ServerEnvironment
{
    private static readonly string[] s_harmless = ["PATH", "HOME", "USER", "LANG", "TERM", "TZ", "TMPDIR", "SHELL"];

    /// <summary>Each of these makes a program load code, or sends its traffic around us.</summary>
    private static readonly string[] s_dangerous =
    [
        "LD_PRELOAD", "LD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH", "NODE_OPTIONS", "PYTHONSTARTUP",
        "PYTHONPATH", "PERL5OPT", "RUBYOPT", "BASH_ENV", "ENV", "LD_AUDIT", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS",
        "JDK_JAVA_OPTIONS", "GIT_ASKPASS",
    ];

    /// <summary>The environment of a server.</summary>
    /// <param name="own">Our own environment.</param>
    /// <param name="named">What the operator asked for: <c>KEY</c> passes ours on, <c>KEY=VALUE</c> sets it.</param>
    /// <exception cref="ArgumentException">One of them must not be passed on; the message says why.</exception>
    public static Dictionary<string, string> For(
        IReadOnlyDictionary<string, string> own, IEnumerable<string> named)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in s_harmless)
        {
            if (own.TryGetValue(name, out var value)) environment[name] = value;
        }

        foreach (var entry in named)
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? entry : entry[..equals];
            if (Problem(name) is { } problem) throw new ArgumentException($"--env {name}: {problem}");
            if (equals >= 0) environment[name] = entry[(equals + 1)..];
            else if (own.TryGetValue(name, out var value)) environment[name] = value;
        }

        return environment;
    }

    /// <summary>Whether the operator may have this variable passed on, or it is passed on anyway.</summary>
    public static bool MayPass(string name) => Problem(name) is null;

    /// <summary>Why a variable is not passed on by name; null when it may be.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0) return "write KEY or KEY=VALUE";
        if (s_harmless.Contains(name)) return "is passed on as it is; it cannot be set";
        if (s_dangerous.Contains(name)) return "would let whoever sets it run code in the server";
        return name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
            ? "would send the server's traffic around this proxy" : null;
    }
}
