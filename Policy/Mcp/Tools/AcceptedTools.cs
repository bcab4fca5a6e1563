using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipelock.Policy.Mcp.Tools;

/// <summary>The file with the tool definitions an operator accepted, and those that wait for it.</summary>
/// <remarks>
/// <c>{"version": 1, "servers": {SERVER: {TOOL: {"accepted": HASH, "seen": HASH}}}}</c>. Written by rename, readable by
/// its owner only. Looked at again at most once a second, and read when it has changed, so that accepting a tool
/// reaches a running proxy; a request finds what is known in memory. Reports are written behind it. Thread-safe.
/// A file that cannot be read accepts nothing.
/// </remarks>
public sealed class AcceptedTools : IDisposable
{
    private const string Accepted = "accepted";
    private const string Seen = "seen";

    private const long LookMilliseconds = 1000;
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly Lock _file = new();
    private readonly Lock _lock = new();
    private JsonObject _servers = [];
    private DateTime _written = DateTime.MinValue;
    private long _looked = Environment.TickCount64;
    private Task _reports = Task.CompletedTask;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; it need not exist. Empty keeps nothing.</param>
    public AcceptedTools(string path)
    {
        _path = path;
        Refresh();
    }

    /// <summary>The hash of the definition accepted for a tool, null when there is none; never waits for the disk.
    /// </summary>
    public string? Find(string server, string tool)
    {
        LookSoon();
        lock (_lock)
        {
            return (string?)(_servers[server]?[tool]?[Accepted]);
        }
    }

    /// <summary>The tools of a server whose definition waits to be accepted, by name.</summary>
    public IReadOnlyList<string> Waiting(string server)
    {
        Refresh();
        lock (_lock)
        {
            return _servers[server] is not JsonObject tools ? []
                : [.. tools.Where(one => (string?)one.Value?[Seen] != (string?)one.Value?[Accepted]).Select(
                    one => one.Key)];
        }
    }

    /// <summary>The servers the file knows.</summary>
    public IReadOnlyList<string> Servers()
    {
        Refresh();
        lock (_lock)
        {
            return [.. _servers.Select(one => one.Key)];
        }
    }

    /// <summary>Notes a definition that differs from the good one, so that it can be accepted.</summary>
    /// <remarks>It is written after the return. Where that fails the tool stays flagged all the same.</remarks>
    public void Report(string server, string tool, string hash)
    {
        if (_path.Length == 0)
            return;
        lock (_lock)
        {
            _reports = _reports.ContinueWith(
                _ => Change(server, tool, entry =>
                {
                    if ((string?)entry[Seen] == hash)
                        return false;
                    entry[Seen] = hash;
                    return true;
                }), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Accepts the definition of a tool that was last seen.</summary>
    /// <returns>False when there is none, or it could not be written.</returns>
    public bool Accept(string server, string tool) => Change(server, tool, entry =>
    {
        if ((string?)entry[Seen] is not { } seen)
            return false;
        entry[Accepted] = seen;
        return true;
    });

    /// <summary>Waits, a moment at most, for reports that are not written yet.</summary>
    public void Dispose() => _reports.Wait(s_farewell);

    private bool Change(string server, string tool, Func<JsonObject, bool> change)
    {
        if (_path.Length == 0)
            return false;
        lock (_file)
        {
            Refresh();
            JsonObject servers;
            lock (_lock)
                servers = (JsonObject)_servers.DeepClone();
            if (servers[server] is not JsonObject tools)
                servers[server] = tools = [];
            if (tools[tool] is not JsonObject entry)
                tools[tool] = entry = [];
            if (!change(entry) || !TryWrite(servers))
                return false;
            lock (_lock)
                _servers = servers;
            return true;
        }
    }

    private void LookSoon()
    {
        var looked = Volatile.Read(ref _looked);
        var now = Environment.TickCount64;
        if (now - looked >= LookMilliseconds && Interlocked.CompareExchange(ref _looked, now, looked) == looked)
            ThreadPool.UnsafeQueueUserWorkItem(static tools => tools.Refresh(), this, preferLocal: false);
    }

    private void Refresh()
    {
        lock (_file)
        {
            var servers = Read();
            if (servers is null)
                return;
            lock (_lock)
                _servers = servers;
        }
    }

    /// <summary>What the file says; null when it says what it said before.</summary>
    private JsonObject? Read()
    {
        try
        {
            if (_path.Length == 0 || !File.Exists(_path) || File.GetLastWriteTimeUtc(_path) == _written)
                return null;
            var written = File.GetLastWriteTimeUtc(_path);
            var servers = JsonNode.Parse(File.ReadAllBytes(_path))?["servers"] as JsonObject;
            _written = written;
            return servers is null ? [] : (JsonObject)servers.DeepClone();
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private bool TryWrite(JsonObject servers)
    {
        var temporary = $"{_path}.{Guid.NewGuid():n}";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(_path)) is { Length: > 0 } directory)
                Directory.CreateDirectory(directory);
            var document = new JsonObject { ["version"] = 1, ["servers"] = servers.DeepClone() };
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
                JsonSerializer.Serialize(file, document);
            File.Move(temporary, _path, overwrite: true);
            _written = File.GetLastWriteTimeUtc(_path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
