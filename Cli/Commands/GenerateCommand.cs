using System.CommandLine;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Config.Presets;
using Pipelock.Config.Reference;

namespace Pipelock.Cli.Commands;

/// <summary><c>generate</c>: prints a configuration to start from, or the reference of its keys.</summary>
internal static class GenerateCommand
{
    public static Command Create() => new("generate", "Generate files to start from.") { Config(), Reference() };

    private static Command Config()
    {
        var preset = new Option<string>("--preset")
        {
            Description = "Which preset.",
            DefaultValueFactory = _ => "balanced",
        };
        preset.AcceptOnlyFromAmong([.. Presets.Names]);
        var all = new Option<bool>("--all")
        {
            Description = "Instead of a preset: every key there is, at its default, commented out and explained.",
        };
        var output = Output();
        var command = new Command("config", "Print a commented configuration.") { preset, all, output };
        command.SetAction(result => Write(
            result.GetValue(all) ? Every() : Presets.Open(result.GetValue(preset)!), result.GetValue(output)));
        return command;
    }

    private static Command Reference()
    {
        var output = Output();
        var command = new Command("reference", "Print the page that describes every key, as Markdown.") { output };
        command.SetAction(result => Write(
            new MemoryStream(Encoding.UTF8.GetBytes(ReferencePage.Write<PipelockOptions>())),
            result.GetValue(output)));
        return command;
    }

    private static Option<string?> Output() => new("--output", "-o")
    {
        Description = "Write to this file instead of standard output.",
        HelpName = "FILE",
    };

    private static MemoryStream Every() => new(Encoding.UTF8.GetBytes(CommentedExample.Write<PipelockOptions>()));

    private static int Write(Stream content, string? path)
    {
        using var source = content;
        try
        {
            using var target = path is null ? Console.OpenStandardOutput() : File.Create(path);
            source.CopyTo(target);
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"pipelock: {path} could not be written: {e.Message}");
            return ExitCode.Findings;
        }
    }
}
