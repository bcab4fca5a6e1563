using System.Text.RegularExpressions;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Docs;

/// <summary>A command as a page writes it, checked as far as it can be without being run.</summary>
internal static class WrittenCommand
{
    private static readonly string[] s_units = ["pipelock", "pipelock.service", "pipelock.socket", "pipelock-mcp.socket"];

    /// <summary>Whether a line is a command rather than a configuration or what a program printed.</summary>
    public static bool IsOne(string line) => Regex.IsMatch(
        line,
        @"^(\S+=\S+ )*((out/)?pipelock|(scripts|perf|deploy)/\S+|curl|export|helm|systemctl|docker|kubectl|dotnet|git"
        + "|npm|cp|apt-get)( |$)");

    /// <summary>Fails when the command names a program, subcommand, option or file that there is not.</summary>
    public static async Task CheckAsync(string command)
    {
        // Each part of a pipeline or a list is a command of its own.
        foreach (var part in Regex.Split(command, @" \| | && | ; "))
        {
            var words = Regex.Matches(part, @"'[^']*'|""[^""]*""|\S+").Select(match => match.Value).ToArray();
            await CheckAsync(words);
        }
    }

    private static Task CheckAsync(string[] words) => words[0] switch
    {
        "pipelock" or "out/pipelock" => ProgramAsync(words[1..]),
        "helm" => HelmAsync(words[1..]),
        "systemctl" => UnitsAsync(words[1..]),
        var file when file.Contains('/', StringComparison.Ordinal) => FileAsync(file),
        _ => PathsAsync(words),
    };

    /// <summary>The subcommand answers <c>--help</c>, which names every option.</summary>
    private static async Task ProgramAsync(string[] words)
    {
        var own = words.TakeWhile(word => word != "--").ToArray();
        var subcommand = own.TakeWhile(word => Regex.IsMatch(word, "^[a-z][a-z-]*$")).ToArray();
        var help = (await Command.RunAsync(Repository.Program, [.. subcommand, "--help"])).Succeeded();
        // A word that is no command is an argument of the command above it, which then names it as a choice.
        for (var left = subcommand; !help.Contains(Usage(left), StringComparison.Ordinal); left = left[..^1])
            Assert.Matches($@"[<|]{left[^1]}[|>]", help);
        foreach (var option in own.Where(word => word.StartsWith('-')).Select(word => word.Split('=')[0]))
            Assert.Contains(option, help, StringComparison.Ordinal);
    }

    private static string Usage(string[] subcommand) => $"pipelock {string.Join(' ', subcommand)}".TrimEnd();

    /// <summary>What would be installed renders.</summary>
    private static async Task HelmAsync(string[] words)
    {
        Assert.Equal("install", words[0]);
        (await Tools.HelmAsync(["template", .. words[1..]])).Succeeded();
    }

    private static Task UnitsAsync(string[] words)
    {
        Assert.All(words[1..].Where(word => word[0] != '-'), unit => Assert.Contains(unit, s_units));
        return Task.CompletedTask;
    }

    private static async Task FileAsync(string file) =>
        (await Command.RunAsync("test", "-x", file)).Succeeded();

    /// <summary>A path of the repository that a foreign program is given is there.</summary>
    private static Task PathsAsync(string[] words)
    {
        var given = words[0] == "cp" ? words[1..^1] : words[1..];
        foreach (var word in given.Where(word => Regex.IsMatch(word, "^(tests|deploy|docs|perf|scripts)/")))
            Assert.True(Path.Exists(Repository.At(word)), $"{word} does not exist");
        return Task.CompletedTask;
    }
}
