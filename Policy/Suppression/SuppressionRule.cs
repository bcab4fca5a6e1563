using System.Text;
using Pipelock.Config.Options;
using Pipelock.Scanners;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Policy.Suppression;

/// <summary>One entry of <c>suppress</c>: a rule that is known to be wrong at one place. Immutable.</summary>
internal sealed class SuppressionRule
{
    private readonly SuppressOptions _entry;
    private readonly PathPattern? _path;
    private readonly HostPatterns? _host;

    /// <summary>Reads the entry.</summary>
    public SuppressionRule(SuppressOptions entry)
    {
        _entry = entry;
        _path = entry.Path.Length > 0 ? new PathPattern(entry.Path) : null;
        _host = entry.Host.Length > 0 ? new HostPatterns([entry.Host]) : null;
        var namesPlace = IsOne(entry.Host) || IsOne(entry.Tool);
        IsExact = namesPlace && (_path is { IsExact: true }
            || IsOne(entry.Field));
    }

    private static bool IsOne(string text) => text.Length > 0 && !text.Contains('*', StringComparison.Ordinal);

    /// <summary>Names one host or tool, and one path or field: narrow enough for a core rule.</summary>
    public bool IsExact { get; }

    /// <summary>Whether the entry means <paramref name="finding"/> at <paramref name="place"/>.</summary>
    public bool Covers(Finding finding, in SuppressionPlace place)
    {
        if (_host is not null && !_host.Contains(place.Host.TrimEnd((byte)'.'))) return false;
        if (_entry.Tool.Length > 0
            && !(place.Tool is { } tool && Glob.IsMatch(_entry.Tool, tool, crossesSlash: true))) return false;
        if (_entry.Field.Length > 0 && !IsField(finding.Where)) return false;
        return _path is null || IsPath(_path, place);
    }

    private bool IsField(string where) =>
        _entry.Field.Contains('*', StringComparison.Ordinal)
            ? Glob.IsMatch(_entry.Field.ToLowerInvariant(), where.ToLowerInvariant(), crossesSlash: true)
            : _entry.Field.Equals(where, StringComparison.OrdinalIgnoreCase);

    private static bool IsPath(PathPattern pattern, in SuppressionPlace place)
    {
        if (place.File is { } file) return pattern.Contains(file);
        if (place.Url.IsEmpty) return false;
        var url = place.Url;
        if (url.IndexOf((byte)'#') is var fragment and >= 0) url = url[..fragment];
        var bare = url.IndexOf((byte)'?') is var query and >= 0 ? url[..query] : url;
        return pattern.Contains(Encoding.UTF8.GetString(UrlPath.Of(bare)))
            || pattern.Contains(Encoding.UTF8.GetString(bare))
            || (bare.Length < url.Length && pattern.Contains(Encoding.UTF8.GetString(url)));
    }
}
