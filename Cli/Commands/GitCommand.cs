using System.CommandLine;
using Pipelock.Cli.Commands.Diff;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Policy.Suppression;

namespace Pipelock.Cli.Commands;

/// <summary><c>git scan-diff</c>: refuses a change that adds a secret. Reads a unified diff from standard
/// input.</summary>
internal static class GitCommand
{
    private const int LargestDiff = 100 * 1024 * 1024;

    public static Command Create() => new("git", "Protect repositories.") { ScanDiff() };

    private static Command ScanDiff()
    {
        var config = ConfigSource.Option();
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var format = new Option<string>("--format")
            { Description = "text, json or sarif.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var output = new Option<string?>("--output", "-o")
            { Description = "Write the report to this file.", HelpName = "FILE" };
        var exclude = new Option<string[]>("--exclude")
            { Description = "Leave out files that match; may be repeated.", HelpName = "GLOB" };
        var command = new Command("scan-diff", "Scan the added lines of a unified diff (standard input) for secrets.")
        {
            config, json, format, output, exclude,
        };
        command.SetAction(result => Startup.Guard(() => Run(
            result.GetValue(config),
            result.GetValue(json) ? "json" : result.GetValue(format)!,
            result.GetValue(output),
            result.GetValue(exclude) ?? [])));
        return command;
    }

    private static int Run(string? path, string format, string? output, string[] exclude)
    {
        try
        {
            using var policy = Startup.BuildPolicy(ConfigSource.Load(path));
            if (StandardInput.ReadText(LargestDiff) is not { } text)
            {
                Console.Error.WriteLine("pipelock: the diff is larger than 100 MiB; scan it in parts");
                return ExitCode.Configuration;
            }

            var scanner = new DiffScanner(policy, [.. exclude.Select(glob => new PathPattern(glob))]);
            var findings = scanner.Find(UnifiedDiff.Read(new StringReader(text)));
            var report = DiffReport.Write(findings, format);
            if (output is null) Console.Out.Write(report);
            else File.WriteAllText(output, report);
            if (findings.Count == 0) return ExitCode.Ok;
            Console.Error.WriteLine("secrets found in diff");
            return ExitCode.Findings;
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            return ExitCode.Configuration;
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"pipelock: {e.Message}");
            return ExitCode.Findings;
        }
    }
}
