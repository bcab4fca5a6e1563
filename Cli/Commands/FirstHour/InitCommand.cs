using System.CommandLine;
using Pipelock.Config.Document;
using Pipelock.Config.Presets;

namespace Pipelock.Cli.Commands.FirstHour;

/// <summary><c>init</c>: three questions, and a commented configuration that was checked.</summary>
internal static class InitCommand
{
    private const string Usual = "pipelock.yaml";

    public static Command Create()
    {
        var preset = new Option<string?>("--preset") { Description = "Answers the first question: which preset." };
        preset.AcceptOnlyFromAmong([.. Presets.Names]);
        var listen = new Option<string?>("--listen", "-l")
        {
            Description = "Answers the second: where to listen.",
            HelpName = "HOST:PORT",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Answers the third: the file to write.",
            HelpName = "FILE",
        };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the configuration instead of writing it." };
        var command = new Command("init", "Write a first configuration.") { preset, listen, output, force, dryRun };
        command.SetAction(result =>
        {
            var chosen = result.GetValue(preset) ?? Ask($"Preset ({string.Join(", ", Presets.Names)})", "balanced");
            var address = result.GetValue(listen) ?? Ask("Listen at", "127.0.0.1:8888");
            var path = result.GetValue(output) ?? (result.GetValue(dryRun) ? Usual : Ask("Write to", Usual));
            return Write(chosen, address, path, result.GetValue(force), result.GetValue(dryRun));
        });
        return command;
    }

    private static string Ask(string question, string usual)
    {
        // Answers may be piped in; where they end, the usual ones follow.
        Console.Error.Write($"{question} [{usual}]: ");
        return Console.ReadLine()?.Trim() is { Length: > 0 } answer ? answer : usual;
    }

    private static int Write(string preset, string listen, string path, bool force, bool dryRun)
    {
        if (!Presets.Names.Contains(preset))
            return Fail($"there is no preset {preset}; choose one of {string.Join(", ", Presets.Names)}");
        if (File.Exists(path) && !force && !dryRun) return Fail($"{path} is there already; give --force to replace it");
        using var reader = new StreamReader(Presets.Open(preset));
        var text = WithListen(reader.ReadToEnd(), listen);
        if (dryRun)
        {
            Console.Write(text);
            return ExitCode.Ok;
        }

        // Checked before it takes the place of anything.
        var draft = $"{path}.{Environment.ProcessId}.yaml";
        try
        {
            File.WriteAllText(draft, text);
            ConfigSource.Load(draft);
            File.Move(draft, path, overwrite: force);
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            return Fail("nothing was written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
        finally
        {
            File.Delete(draft);
        }

        Console.WriteLine($"wrote {path}, preset {preset}, checked");
        Console.WriteLine($"next: pipelock run --config {path} -- curl -sI https://example.com");
        return ExitCode.Ok;
    }

    /// <summary>The preset with another listener, every comment left as it is.</summary>
    private static string WithListen(string text, string listen)
    {
        var lines = text.Split('\n');
        var section = Array.FindIndex(lines, line => line.StartsWith("fetch_proxy:", StringComparison.Ordinal));
        if (section < 0) return $"{text.TrimEnd()}\n\nfetch_proxy:\n  listen: \"{listen}\"\n";
        for (var i = section + 1; i < lines.Length && (lines[i].Length == 0 || lines[i][0] is ' ' or '#'); i++)
        {
            if (!lines[i].StartsWith("  listen:", StringComparison.Ordinal)) continue;
            lines[i] = $"  listen: \"{listen}\"";
            return string.Join('\n', lines);
        }

        lines[section] += $"\n  listen: \"{listen}\"";
        return string.Join('\n', lines);
    }

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine($"pipelock: {sentence}");
        return ExitCode.Configuration;
    }
}
