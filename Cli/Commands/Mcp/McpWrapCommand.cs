using System.CommandLine;
using System.Text.Json;
using Pipelock.Cli.AgentConfigs;
using Pipelock.Cli.Hosting;
using Pipelock.Transport.Mcp.Processes;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary><c>mcp wrap</c> and <c>mcp unwrap</c>: put this program in front of the servers of agents, or take it
/// away.</summary>
internal static class McpWrapCommand
{
    public static Command CreateWrap()
    {
        var config = ConfigSource.Option();
        return Create(
            "wrap", "Put the firewall in front of the MCP servers in agents' configurations.", config,
            (entry, file, configPath) => entry.IsProtected || entry.Transport == "unknown" ? null : EntryWrapping.Wrap(
                entry, Environment.ProcessPath ?? "pipelock", configPath, ConfigEdit.Indent(file, entry),
                ServerEnvironment.MayPass));
    }

    public static Command CreateUnwrap() =>
        Create("unwrap", "Restore the MCP servers that wrap changed.", null, static (entry, _, _) => entry.Original);

    private static Command Create(
        string name, string description, Option<string?>? config, Func<ServerEntry, byte[], string?, string?> change)
    {
        var clients = new Option<string[]>("--client")
        {
            Description = "Only this agent: claude-code, claude-desktop, cursor, vscode, cline, continue, zed, jetbrains.",
        };
        var files = new Option<string[]>("--file") { Description = "Only this configuration file.", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and change nothing." };
        var home = DiscoverCommand.HomeOption();
        var command = new Command(name, description) { clients, files, dryRun, home };
        if (config is not null) command.Add(config);
        command.SetAction(result => Startup.Guard(() =>
        {
            var chosen = Files(result.GetValue(files) ?? [], result.GetValue(clients) ?? [], result.GetValue(home));
            var configPath = config is not null && result.GetValue(config) is { } path ? Path.GetFullPath(path) : null;
            var ok = true;
            foreach (var file in chosen)
                ok &= Edit(file, (entry, bytes) => change(entry, bytes, configPath), name, result.GetValue(dryRun));
            return ok ? ExitCode.Ok : ExitCode.Findings;
        }));
        return command;
    }

    private static IEnumerable<AgentConfigFile> Files(string[] files, string[] clients, string? home) =>
        files.Length > 0
        ? files.Select(path => new AgentConfigFile("", Path.GetFullPath(path)))
        : AgentConfigFile.Existing(home ?? DiscoverCommand.UserHome(), Environment.CurrentDirectory)
            .Where(file => clients.Length == 0 || clients.Contains(file.Client));

    private static bool Edit(AgentConfigFile file, Func<ServerEntry, byte[], string?> change, string verb, bool isDry)
    {
        try
        {
            var bytes = File.ReadAllBytes(file.Path);
            var changes = ServerEntries.Find(bytes)
                .Select(entry => (Entry: entry, Value: change(entry, bytes)))
                .Where(one => one.Value is not null)
                .Select(one => (one.Entry, Value: one.Value!))
                .ToList();
            foreach (var (entry, _) in changes)
            {
                Console.WriteLine($"{(isDry ? "would " : "")}{verb} {entry.Name} in {file.Path}");
                foreach (var variable in entry.Variables.Where(variable => verb == "wrap"
                    && !ServerEnvironment.MayPass(variable)))
                    Console.WriteLine($"  {variable} is not passed on: {ServerEnvironment.Problem(variable)}");
            }

            if (changes.Count > 0 && !isDry) ConfigEdit.Apply(file.Path, bytes, changes);
            return true;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"pipelock: {file.Path}: {e.Message}");
            return false;
        }
    }
}
