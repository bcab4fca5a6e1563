using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipelock.Evidence.Tests.Metrics;

/// <summary>A small strict reader of the Prometheus text format 0.0.4; throws on what the format forbids.</summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private string _family = "";
    private string _described = "";

    public PrometheusText(string text)
    {
        if (!text.EndsWith('\n'))
            throw new FormatException("the last line must end");
        foreach (var line in text[..^1].Split('\n'))
            Read(line);
    }

    public IReadOnlyDictionary<string, double> Samples => _samples;

    public IReadOnlyDictionary<string, string> Types => _types;

    private void Read(string line)
    {
        if (Help().Match(line) is { Success: true } help)
        {
            Enter(help.Groups[1].Value);
            _described = _family;
        }
        else if (Type().Match(line) is { Success: true } type)
        {
            if (type.Groups[1].Value != _described || !_types.TryAdd(_family, type.Groups[2].Value))
                throw new FormatException($"TYPE out of place: {line}");
        }
        else if (Sample().Match(line) is { Success: true } sample)
        {
            ReadSample(line, sample);
        }
        else
        {
            throw new FormatException($"no line of the format: {line}");
        }
    }

    private void ReadSample(string line, Match sample)
    {
        var name = sample.Groups[1].Value;
        var isPart = _types[_family] == "histogram" && name.StartsWith(_family, StringComparison.Ordinal)
            && name[_family.Length..] is "_bucket" or "_sum" or "_count";
        if (name != _family && !isPart)
            throw new FormatException($"sample outside of its family: {line}");
        var labels = Label().Matches(sample.Groups[2].Value).Select(label => label.Groups[1].Value).ToArray();
        if (labels.Distinct().Count() != labels.Length)
            throw new FormatException($"label twice: {line}");
        var value = double.Parse(sample.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!_samples.TryAdd(name + sample.Groups[2].Value, value))
            throw new FormatException($"sample twice: {line}");
    }

    private void Enter(string family)
    {
        if (_family.Length > 0 && !_ended.Add(_family))
            throw new FormatException($"family in two places: {_family}");
        if (_ended.Contains(family))
            throw new FormatException($"family in two places: {family}");
        if (string.CompareOrdinal(_family, family) >= 0)
            throw new FormatException($"families out of order: {_family}, {family}");
        _family = family;
    }

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) \S.*$")]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex("""
        ^([a-zA-Z_:][a-zA-Z0-9_:]*)
        ((?:\{[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*" (?:,[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*")*\})?)
        [ ](-?[0-9][0-9.eE+-]*)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sample();

    [GeneratedRegex("""([a-zA-Z_]\w*)="(?:[^"\\]|\\.)*(?=")""")]
    private static partial Regex Label();
}
