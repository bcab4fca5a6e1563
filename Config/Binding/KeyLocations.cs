using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Which keys a file really set, and where, so that checks after binding can point at the line.</summary>
/// <remarks>Not changed after binding; safe for concurrent readers.</remarks>
public sealed class KeyLocations
{
    // Line and column in one number: a dictionary of our own struct would have to be compiled at start.
    private readonly Dictionary<string, long> _locations = new(StringComparer.Ordinal);

    /// <summary>No key was set.</summary>
    public static KeyLocations None { get; } = new("");

    internal KeyLocations(string file) => File = file;

    /// <summary>The file the keys stand in, as the operator named it.</summary>
    public string File { get; }

    /// <summary>The paths of all keys and list elements that the file sets, sections included.</summary>
    public IReadOnlyCollection<string> Paths => _locations.Keys;

    /// <summary>True when the file sets the key at <paramref name="keyPath"/> to something other than null.</summary>
    public bool IsSet(string keyPath) => _locations.ContainsKey(keyPath);

    /// <summary>Where the key (or list element) stands; where its nearest set parent stands when it is absent;
    /// nowhere when no parent is set either.</summary>
    public SourceLocation Find(string keyPath)
    {
        var path = keyPath;
        while (path.Length > 0)
        {
            if (_locations.TryGetValue(path, out var location))
                return new SourceLocation((int)(location >> 32), (int)location);
            var cut = path.AsSpan().LastIndexOfAny('.', '[');
            path = cut < 0 ? "" : path[..cut];
        }

        return SourceLocation.None;
    }

    /// <summary>A problem with the key at <paramref name="keyPath"/>, positioned where <see cref="Find"/>
    /// says.</summary>
    public ConfigProblem Problem(string keyPath, string message) => new(File, Find(keyPath), keyPath, message);

    internal void Add(string keyPath, SourceLocation location) => 
        _locations[keyPath] = ((long)location.Line << 32) | (uint)location.Column;
}
