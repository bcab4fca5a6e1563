using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelock.Cli.Commands.SelfTest;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;

namespace Pipelock.Cli.Commands;

/// <summary><c>test</c>: runs every rule's examples against the operator's own configuration.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var config = ConfigSource.Option();
        var json = new Option<bool>("--json") { Description = "Print the results as JSON." };
        var plain = new Option<bool>("--no-color") { Description = "Accepted; the output has no colours." };
        var category = new Option<string?>("--category")
            { Description = $"Only these: {string.Join(", ", VectorRun.Categories)}.", HelpName = "LIST" };
        var gap = new Option<bool>("--fail-on-gap") { Description = "Fail when a whole category was skipped." };
        var command = new Command("test", "Test the rules against a configuration.")
            { config, json, plain, category, gap };
        command.SetAction(result => Startup.Guard(() => Run(
            result.GetValue(config), result.GetValue(json), result.GetValue(category), result.GetValue(gap))));
        return command;
    }

    private static int Run(string? path, bool json, string? only, bool failOnGap)
    {
        var categories = only is null
            ? [.. VectorRun.Categories]
            : only.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (categories.Length == 0 || categories.FirstOrDefault(one => !VectorRun.Categories.Contains(one)) is not null)
        {
            Console.Error.WriteLine($"pipelock: --category takes a list of: {string.Join(", ", VectorRun.Categories)}");
            return ExitCode.Configuration;
        }

        try
        {
            using var policy = Startup.BuildPolicy(ConfigSource.Load(path));
            var run = new VectorRun(policy);
            Vector[] results = [.. categories.SelectMany(run.Run)];
            Console.Write(json ? Json(results) : Text(results, path));
            var gap = failOnGap && categories.Any(
                one => results.Where(result => result.Category == one).All(result => result.Status == "skip"));
            return gap || results.Any(result => result.Status == "fail") ? ExitCode.Findings : ExitCode.Ok;
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            return ExitCode.Configuration;
        }
    }

    private static string Text(Vector[] results, string? path)
    {
        var text = new StringBuilder();
        var title = $"Pipelock Test Suite — {results.Length} vectors, config: {path ?? "defaults"}";
        text.AppendLine(title).AppendLine(new string('=', title.Length));
        foreach (var category in results.GroupBy(result => result.Category))
        {
            text.AppendLine().AppendLine($"  {category.Key}");
            foreach (var one in category)
                text.AppendLine($"    [{one.Status.ToUpperInvariant()}] {one.Name}  {one.Detail}");
        }

        text.AppendLine().AppendLine(new string('=', 36));
        return text.AppendLine(
            $"{Count(results, "pass")} passed, {Count(results, "fail")} failed, {Count(results, "skip")} skipped")
            .ToString();
    }

    private static string Json(Vector[] results)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("total", results.Length);
            json.WriteNumber("passed", Count(results, "pass"));
            json.WriteNumber("failed", Count(results, "fail"));
            json.WriteNumber("skipped", Count(results, "skip"));
            json.WriteStartArray("results");
            foreach (var one in results)
            {
                json.WriteStartObject();
                json.WriteString("category", one.Category);
                json.WriteString("name", one.Name);
                json.WriteString("status", one.Status);
                json.WriteString("detail", one.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static int Count(Vector[] results, string status) => results.Count(result => result.Status == status);
}
