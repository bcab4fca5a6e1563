using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipelock.Policy.Mcp.Tools;

/// <summary>The file with the tool definitions an operator accepted, and those that wait for it.</summary>
/// <remarks>
/// <c>{"version": 1, "servers": {SERVER: {TOOL: {"accepted": HASH, "seen": HASH}}}}</c>. Written by rename, readable by
/// its owner only. Read again when it has changed, so that accepting a tool reaches a running proxy. Thread-safe.
/// A file that cannot be read accepts nothing.
/// </remarks>
/// <param name="path">The file; it need not exist. Empty keeps nothing.</param>
public sealed class AcceptedTools(string path)
{
    private const string Accepted = "accepted";
    private const string Seen = "seen";

    private readonly Lock _lock = new();
    private JsonObject _servers = [];
    private DateTime _written = DateTime.MinValue;

    /// <summary>The hash of the definition accepted for a tool; null when there is none.</summary>
    public string? Find(string server, string tool)
    {
        lock (_lock)
        {
            Refresh();
            return (string?)(_servers[server]?[tool]?[Accepted]);
        }
    }

    /// <summary>The tools of a server whose definition waits to be accepted, by name.</summary>
    public IReadOnlyList<string> Waiting(string server)
    {
        lock (_lock)
        {
            Refresh();
            return _servers[server] is not JsonObject tools ? []
                : [.. tools.Where(one => (string?)one.Value?[Seen] != (string?)one.Value?[Accepted]).Select(one => one.Key)];
        }
    }

    /// <summary>The servers the file knows.</summary>
    public IReadOnlyList<string> Servers()
    {
        lock (_lock)
        {
            Refresh();
            return [.. _servers.Select(one => one.Key)];
        }
    }

    /// <summary>Notes a definition that differs from the good one, so that it can be accepted.</summary>
    /// <returns>False when it could not be written; the tool stays flagged either way.</returns>
    public bool Report(string server, string tool, string hash) => Change(server, tool, entry =>
    {
        if ((string?)entry[Seen] == hash)
            return false;
        entry[Seen] = hash;
        return true;
    });

    /// <summary>Accepts the definition of a tool that was last seen.</summary>
    /// <returns>False when there is none, or it could not be written.</returns>
    public bool Accept(string server, string tool) => Change(server, tool, entry =>
    {
        if ((string?)entry[Seen] is not { } seen)
            return false;
        entry[Accepted] = seen;
        return true;
    });

    private bool Change(string server, string tool, Func<JsonObject, bool> change)
    {
        lock (_lock)
        {
            Refresh();
            var tools = _servers[server] as JsonObject ?? [];
            var entry = tools[tool] as JsonObject ?? [];
            if (path.Length == 0 || !change(entry))
                return false;
            tools[tool] = entry.Parent is null ? entry : entry.DeepClone();
            _servers[server] = tools.Parent is null ? tools : tools.DeepClone();
            return TryWrite();
        }
    }

    private void Refresh()
    {
        try
        {
            if (path.Length == 0 || !File.Exists(path) || File.GetLastWriteTimeUtc(path) == _written)
                return;
            var written = File.GetLastWriteTimeUtc(path);
            _servers = JsonNode.Parse(File.ReadAllBytes(path))?["servers"] as JsonObject is { } servers
                ? (JsonObject)servers.DeepClone() : [];
            _written = written;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            _servers = [];
        }
    }

    private bool TryWrite()
    {
        var temporary = $"{path}.{Guid.NewGuid():n}";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } directory)
                Directory.CreateDirectory(directory);
            var document = new JsonObject { ["version"] = 1, ["servers"] = _servers.DeepClone() };
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
                JsonSerializer.Serialize(file, document);
            File.Move(temporary, path, overwrite: true);
            _written = File.GetLastWriteTimeUtc(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
