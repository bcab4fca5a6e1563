using System.CommandLine;

namespace Pipelock.Cli.Commands;

/// <summary><c>--rules</c>: the directory of the operator's own rule packs, for every command that scans.</summary>
internal static class RulePacks
{
    private static readonly string[] s_scanning = ["run", "observe", "check", "explain", "test", "git", "mcp"];

    private static readonly Option<string?> s_option = new("--rules")
    {
        Description = "Directory of rule packs (*.json), beside those built in; their examples are checked.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Where the packs are; null for none. Set once, before a command runs.</summary>
    public static string? Directory { get; private set; }

    /// <summary>Adds the option to a command that scans.</summary>
    public static void AddTo(Command command)
    {
        if (s_scanning.Contains(command.Name)) command.Options.Add(s_option);
    }

    /// <summary>Takes the directory from a command line.</summary>
    public static void Take(ParseResult commandLine) =>
        Directory = commandLine.GetResult(s_option) is null ? null : commandLine.GetValue(s_option);
}
