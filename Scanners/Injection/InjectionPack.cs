using System.Collections.Immutable;
using System.Text.Json;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Injection;

/// <summary>The built-in rules: <c>{"slots": {name: words}, "rules": [{…}, …]}</c> in several packs.</summary>
/// <param name="Rules">The rules of all packs.</param>
/// <param name="Slots">The words that several rules share, by name.</param>
internal sealed record InjectionPack(
    ImmutableArray<InjectionRule> Rules, IReadOnlyDictionary<string, string> Slots)
{
    private static readonly string[] s_packs =
    [
        "injection.json", "injection.evidence.json", "injection.paraphrases.json", "injection.agents.json",
        "injection.acts.json", "injection.signs.json", "injection.orders.json", "injection.languages.json",
        "injection.agency.json", "injection.answers.json", "injection.pretexts.json", "injection.rerouting.json",
        "injection.errands.json", "injection.tongues.json", "injection.wordings.json",
    ];

    /// <summary>Reads the packs that the program carries.</summary>
    public static InjectionPack ReadEmbedded(bool withExamples) => Read(s_packs, withExamples);

    /// <summary>
    /// Reads the pack about definitions of tools, with the slots of the others and their cues that somebody speaks
    /// about
    /// attacks.
    /// </summary>
    public static InjectionPack ReadTools(bool withExamples)
    {
        const string ToolPack = "tools.json";
        var all = Read([s_packs[0], ToolPack], withExamples);
        var answers = Read([s_packs[0]], withExamples: false);
        HashSet<string> others = [.. answers.Rules.Where(rule => !rule.IsCue).Select(rule => rule.Id)];
        return all with { Rules = [.. all.Rules.Where(rule => !others.Contains(rule.Id))] };
    }

    private static InjectionPack Read(string[] packs, bool withExamples)
    {
        var rules = ImmutableArray.CreateBuilder<InjectionRule>();
        var slots = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pack in packs)
        {
            using var stream = typeof(InjectionPack).Assembly.GetManifestResourceStream(pack)
                ?? throw new InvalidOperationException($"The program was built without its rules {pack}.");
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
            });
            Read(document.RootElement, pack, withExamples, rules, slots);
        }

        return new InjectionPack(rules.ToImmutable(), slots);
    }

    private static void Read(
        JsonElement pack, string source, bool withExamples,
        ImmutableArray<InjectionRule>.Builder rules, Dictionary<string, string> slots)
    {
        if (pack.TryGetProperty("slots", out var named))
        {
            foreach (var slot in named.EnumerateObject())
                slots[slot.Name] = slot.Value.GetString()!;
        }

        foreach (var rule in pack.GetProperty("rules").EnumerateArray())
        {
            var id = rule.GetProperty("id").GetString()!;
            try
            {
                rules.Add(ReadRule(rule, id, withExamples));
            }
            catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
            {
                throw new RuleLoadException([new RuleProblem(source, id, -1, e.Message)]);
            }
        }
    }

    private static InjectionRule ReadRule(JsonElement rule, string id, bool withExamples) => new()
    {
        Id = id,
        Family = rule.GetProperty("family").GetString()!,
        Pattern = rule.GetProperty("pattern").GetString()!,
        Weight = rule.GetProperty("weight").GetInt32(),
        Bare = Flag(rule, "bare"),
        Core = Flag(rule, "core"),
        IsCue = Flag(rule, "cue"),
        Rotated = Flag(rule, "rotated"),
        Squeezed = Flag(rule, "squeezed"),
        Matches = withExamples ? Texts(rule, "matches") : [],
        Clean = withExamples ? Texts(rule, "clean") : [],
    };

    private static bool Flag(JsonElement rule, string key) =>
        rule.TryGetProperty(key, out var value) && value.GetBoolean();

    private static ImmutableArray<string> Texts(JsonElement rule, string key) =>
        rule.TryGetProperty(key, out var list)
            ? [.. list.EnumerateArray().Select(text => text.GetString()!)]
            : [];
}
