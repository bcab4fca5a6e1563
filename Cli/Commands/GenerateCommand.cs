using System.CommandLine;
using Pipelock.Config.Presets;

namespace Pipelock.Cli.Commands;

/// <summary><c>generate config</c>: prints a preset to start from.</summary>
internal static class GenerateCommand
{
    public static Command Create() => new("generate", "Generate files to start from.") { Config() };

    private static Command Config()
    {
        var preset = new Option<string>("--preset")
        {
            Description = "Which preset.",
            DefaultValueFactory = _ => "balanced",
        };
        preset.AcceptOnlyFromAmong([.. Presets.Names]);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to this file instead of standard output.",
            HelpName = "FILE",
        };
        var command = new Command("config", "Print a commented configuration.") { preset, output };
        command.SetAction(result => Write(result.GetValue(preset)!, result.GetValue(output)));
        return command;
    }

    private static int Write(string preset, string? path)
    {
        using var source = Presets.Open(preset);
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
