using Pipelock.Policy.Mcp.Sessions;

namespace Pipelock.Policy.Mcp.Tools;

/// <summary>The tools a session has been shown. Not thread-safe: the session locks.</summary>
internal sealed class KnownTools
{
    /// <summary>Tools remembered; a server that lists more pushes its own first ones out.</summary>
    public const int Capacity = 10_000;

    private readonly BoundedMap<bool> _names = new(Capacity);

    /// <summary>Some page of a list was seen.</summary>
    public bool HasBaseline { get; private set; }

    /// <summary>The last page of the first list was seen: what comes now was added later.</summary>
    public bool IsComplete { get; set; }

    /// <summary>The server said that its list has changed, and has not been asked for it since.</summary>
    public bool ChangeAnnounced { get; set; }

    /// <summary>Whether the tool was listed.</summary>
    public bool Contains(UInt128 name) => _names.TryGet(name, out _);

    /// <summary>Adds a listed tool.</summary>
    public void Add(UInt128 name) => _names.Touch(name, out _) = true;

    /// <summary>Notes that a list was seen, even one without tools.</summary>
    public void NoteList() => HasBaseline = true;
}
