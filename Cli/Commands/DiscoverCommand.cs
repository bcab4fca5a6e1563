using System.CommandLine;
using System.Text;
using System.Text.Json;
using Pipelock.Cli.AgentConfigs;
using Pipelock.Cli.Hosting;

namespace Pipelock.Cli.Commands;

/// <summary><c>discover</c>: which MCP servers agents have, and which of them run behind this program.</summary>
internal static class DiscoverCommand
{
    public static Option<string?> HomeOption() =>
        new("--home") { Description = "The home directory to look into; without it the user's own.", HelpName = "DIR" };

    public static string UserHome() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var home = HomeOption();
        var command = new Command("discover", "List the MCP servers of agents and whether they are protected.")
            { json, home };
        command.SetAction(
            result => Startup.Guard(() => Run(result.GetValue(home) ?? UserHome(), result.GetValue(json))));
        return command;
    }

    private static int Run(string home, bool asJson)
    {
        if (!Directory.Exists(home))
        {
            Console.Error.WriteLine($"pipelock: there is no directory {home}");
            return ExitCode.Configuration;
        }

        var servers = new List<(AgentConfigFile File, ServerEntry Entry)>();
        var problems = new List<string>();
        foreach (var file in AgentConfigFile.Existing(home, Environment.CurrentDirectory))
        {
            try
            {
                servers.AddRange(ServerEntries.Find(File.ReadAllBytes(file.Path)).Select(entry => (file, entry)));
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                problems.Add($"{file.Path}: {e.Message}");
            }
        }

        Console.WriteLine(asJson ? Json(servers, problems) : Text(servers, problems));
        return problems.Count == 0 && servers.All(one => one.Entry.IsProtected) ? ExitCode.Ok : ExitCode.Findings;
    }

    private static string State(ServerEntry entry) => entry.IsProtected ? "protected_pipelock"
        : entry.Transport == "unknown" ? "unknown" : "unprotected";

    private static string Text(List<(AgentConfigFile File, ServerEntry Entry)> servers, List<string> problems)
    {
        var text = new StringBuilder();
        foreach (var (file, entry) in servers)
            text.AppendLine($"{State(entry),-19} {file.Client,-15} {entry.Transport,-8} {entry.Name}  ({file.Path})");
        foreach (var problem in problems) text.AppendLine($"cannot read {problem}");
        var open = servers.Count(one => !one.Entry.IsProtected);
        return text.Append($"{servers.Count} servers, {open} unprotected").ToString();
    }

    private static string Json(List<(AgentConfigFile File, ServerEntry Entry)> servers, List<string> problems)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("servers");
            foreach (var (file, entry) in servers) Write(json, file, entry);
            json.WriteEndArray();
            json.WriteStartArray("parse_errors");
            foreach (var problem in problems) json.WriteStringValue(problem);
            json.WriteEndArray();
            json.WriteStartObject("summary");
            json.WriteNumber("total", servers.Count);
            json.WriteNumber("protected_pipelock", servers.Count(one => State(one.Entry) == "protected_pipelock"));
            json.WriteNumber("unprotected", servers.Count(one => State(one.Entry) == "unprotected"));
            json.WriteNumber("unknown", servers.Count(one => State(one.Entry) == "unknown"));
            json.WriteNumber("parse_errors", problems.Count);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Values of variables and header fields may be secrets; only names are told.</summary>
    private static void Write(Utf8JsonWriter json, AgentConfigFile file, ServerEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("client", file.Client);
        json.WriteString("config_path", file.Path);
        json.WriteString("project_path", entry.Project);
        json.WriteString("server_name", entry.Name);
        json.WriteString("transport", entry.Transport);
        json.WriteString("command", entry.Command);
        json.WriteString("url", entry.Url.Split('?')[0]);
        json.WriteStartArray("env");
        foreach (var variable in entry.Variables) json.WriteStringValue(variable);
        json.WriteEndArray();
        json.WriteString("protection_state", State(entry));
        json.WriteString("risk", entry.IsProtected ? "low" : entry.Transport == "stdio" ? "high" : "medium");
        json.WriteEndObject();
    }
}
