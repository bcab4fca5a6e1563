using System.Collections.Immutable;
using System.Text.Json;
using Pipelock.Config.Options;
using Pipelock.Scanners;
using Pipelock.Scanners.Patterns;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>Reads <c>BuiltInRules.json</c>: rules, signals, and the examples that tests hold them to.</summary>
internal sealed class BuiltInPack
{
    private const string File = "Pipelock.Policy.Mcp.ToolPolicy.BuiltInRules.json";

    private readonly Dictionary<string, string> _macros = [];
    private readonly List<BuiltInRule> _rules = [];
    private readonly List<BuiltInPattern> _patterns = [];
    private readonly List<PatternText> _texts = [];
    private readonly List<string> _harmless = [];

    private BuiltInPack()
    {
        using var stream = typeof(BuiltInPack).Assembly.GetManifestResourceStream(File)!;
        using var json = JsonDocument.Parse(stream);
        foreach (var macro in json.RootElement.GetProperty("macros").EnumerateObject())
            _macros[macro.Name] = Expand(macro.Value.GetString()!);
        foreach (var rule in json.RootElement.GetProperty("rules").EnumerateArray())
            AddRule(rule);
        foreach (var signal in json.RootElement.GetProperty("signals").EnumerateArray())
            AddPatterns(signal, -1, SignalOf(signal.GetProperty("id").GetString()!));
    }

    private static readonly ImmutableArray<TextContext> s_contexts =
    [
        TextContext.Command, TextContext.Read, TextContext.Write, TextContext.Call, TextContext.Disguised,
        TextContext.Value,
    ];

    /// <summary>The pack; read once.</summary>
    public static BuiltInPack Instance { get; } = new();

    /// <summary>The rules, in the order in which they are told.</summary>
    public ImmutableArray<BuiltInRule> Rules => [.. _rules];

    /// <summary>The patterns, each with its text in <see cref="Texts"/>.</summary>
    public ImmutableArray<BuiltInPattern> Patterns => [.. _patterns];

    /// <summary>The regular expressions.</summary>
    public ImmutableArray<PatternText> Texts => [.. _texts];

    /// <summary>The regular expressions of harmless commands.</summary>
    public ImmutableArray<string> Harmless => [.. _harmless];

    private void AddRule(JsonElement json)
    {
        var name = Text(json, "name");
        var first = _harmless.Count;
        foreach (var pattern in Strings(json, "harmless"))
        {
            // White space of any length stands between the words of a command.
            var text = Expand(pattern).Replace(" ", @"\s+", StringComparison.Ordinal);
            _harmless.Add($"^(?:{text})$");
        }

        var signal = json.TryGetProperty("signal", out var own) ? SignalOf(own.GetString()!) : CallSignals.None;
        var rule = new BuiltInRule(
            Text(json, "id"), name, Enum.Parse<Severity>(Text(json, "severity"), ignoreCase: true),
            json.TryGetProperty("action", out var action)
                ? Enum.Parse<ToolPolicyAction>(action.GetString()!, ignoreCase: true) : null,
            signal, [.. Enumerable.Range(first, _harmless.Count - first)]);
        _rules.Add(rule);
        AddPatterns(json, _rules.Count - 1, signal);
    }

    private void AddPatterns(JsonElement json, int rule, CallSignals signal)
    {
        foreach (var context in s_contexts)
        {
            string[] patterns = [.. Strings(json, context.ToString().ToLowerInvariant()), .. Paths(json, context)];
            foreach (var pattern in patterns)
            {
                _texts.Add(new PatternText(Text(json, "id"), "(?i)" + Expand(pattern), File));
                _patterns.Add(new BuiltInPattern(rule, signal, context));
            }
        }
    }

    // The same file may be an argument or stand in a command that takes it.
    private static IEnumerable<string> Paths(JsonElement json, TextContext context) => context switch
    {
        TextContext.Read => Strings(json, "paths"),
        TextContext.Command => Strings(json, "paths").Select(path => $"{{{Text(json, "by")}}}{path}"),
        _ => [],
    };

    private string Expand(string pattern)
    {
        foreach (var (name, text) in _macros)
            pattern = pattern.Replace($"{{{name}}}", text, StringComparison.Ordinal);
        return pattern;
    }

    private static CallSignals SignalOf(string name) => Enum.Parse<CallSignals>(name, ignoreCase: true);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static IEnumerable<string> Strings(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(one => one.GetString()!) : [];
}
