using System.Collections.Frozen;
using System.Text;

namespace Pipelock.Scanners.Addresses;

/// <summary>
/// A list of hosts: <c>name</c> means itself, <c>*.name</c> means it and everything below, any other <c>*</c> stands
/// for any run of characters. Compared case-insensitively and at label boundaries; a trailing dot is ignored.
/// </summary>
/// <remarks>Immutable, thread-safe; a question costs one hash look-up per label and no allocation.</remarks>
public sealed class HostPatterns
{
    /// <summary>A name has at most 253 characters (RFC 1035 §2.3.4); longer hosts match nothing but <c>*</c>.</summary>
    private const int MaxHostLength = 255;

    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _subtrees;
    private readonly string[] _globs;

    /// <summary>Takes a list of patterns; surrounding white space and letter case do not matter.</summary>
    public HostPatterns(IEnumerable<string> patterns)
    {
        Dictionary<string, string> exact = [];
        Dictionary<string, string> subtrees = [];
        List<string> globs = [];
        foreach (var written in patterns)
        {
            var pattern = written.Trim().ToLowerInvariant().TrimEnd('.');
            if (pattern.Length == 0)
                continue;
            if (pattern.StartsWith("*.", StringComparison.Ordinal) && !pattern.AsSpan(2).Contains('*'))
                subtrees[pattern[2..]] = pattern;
            else if (pattern.Contains('*'))
                globs.Add(pattern);
            else
                exact[pattern] = pattern;
        }

        _globs = [.. globs];
        Count = exact.Count + subtrees.Count + globs.Count;
        _exact = exact.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _subtrees = subtrees.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many different patterns there are.</summary>
    public int Count { get; }

    /// <summary>Whether a host is on the list.</summary>
    public bool Contains(ReadOnlySpan<byte> host) => Count > 0 && Find(host) is not null;

    /// <summary>The pattern a host matches, in normal form; null when there is none.</summary>
    public string? Find(ReadOnlySpan<byte> host)
    {
        if (Count == 0 || host.IsEmpty || host.Length > MaxHostLength)
            return null;

        Span<char> name = stackalloc char[MaxHostLength];
        Ascii.ToLower(host, name, out var length);
        name = name[..length];
        if (name.Length < host.Length)
            return null;
        if (name[^1] == '.')
            name = name[..^1];

        if (_exact.TryGetValue(name, out var found))
            return found;

        for (ReadOnlySpan<char> rest = name; ;)
        {
            if (_subtrees.TryGetValue(rest, out found))
                return found;

            var dot = rest.IndexOf('.');
            if (dot < 0)
                break;
            rest = rest[(dot + 1)..];
        }

        foreach (var glob in _globs)
        {
            if (System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: false))
                return glob;
        }

        return null;
    }
}
