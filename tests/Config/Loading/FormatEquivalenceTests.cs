using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Config.Binding;
using Pipelock.Config.Options;
using Pipelock.Config.Tests.Options;
using Pipelock.Config.Toml;
using Pipelock.Config.Yaml;

namespace Pipelock.Config.Tests.Loading;

/// <summary>One document, written in either format, means the same.</summary>
public class FormatEquivalenceTests
{
    private sealed record Setting(string Path, string Yaml, string Toml);

    private static readonly string[] s_words =
    [
        "", "a", "*.example.com", "yes", "null", "1e3", "0x1F", "~", "# no comment", "a: b", "\"quoted\"",
        "back\\slash", "tab\there", "line\nbreak", "ключ", "🔑", "- item", "[x]", "{y}",
        "2030-01-01T00:00:00Z", "  blanks  ",
    ];

    /// <summary>Every key outside lists and maps, with the shape of its value.</summary>
    private static readonly (string Path, KeyShape Key)[] s_keys =
        [.. Leaves(RecordShape.Of(typeof(PipelockOptions)), "")];

    [Fact]
    public void The_same_settings_in_YAML_and_TOML_bind_to_equal_options() =>
        Prop.ForAll(Documents().ToArbitrary(), settings =>
            {
                var yaml = ConfigBinder.Bind<PipelockOptions>(
                    YamlReader.Read(Encoding.UTF8.GetBytes(YamlOf(settings)), "a.yaml"), "a.yaml");
                var toml = ConfigBinder.Bind<PipelockOptions>(
                    TomlReader.Read(Encoding.UTF8.GetBytes(TomlOf(settings)), "a.toml"), "a.toml");
                Assert.Empty(yaml.Problems);
                Assert.Empty(toml.Problems);
                Assert.Equal(OptionsText.Sorted(yaml.Value), OptionsText.Sorted(toml.Value));
                Assert.All(settings, setting => Assert.True(yaml.Locations.IsSet(setting.Path)));
            })
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20261122, 11));

    [Fact]
    public void Lists_of_sections_and_maps_of_sections_mean_the_same_in_both()
    {
        const string Yaml =
            """
            dlp:
              patterns:
                - {name: one, regex: "a+", severity: high, exempt_domains: [a.example]}
                - name: two
                  regex: 'b\d'
            agents:
              claude code:
                mode: strict
                api_allowlist: []
                budget: {max_tool_calls_per_session: 5, cost_multipliers: {a.example: 2}}
              _default:
            tool_chain_detection:
              tool_categories: {exec: [bash, sh]}
              pattern_overrides: {read-then-exec: block}
            taint:
              trust_overrides:
                - {scope: source, source_match: "*", expires_at: 2030-01-01T01:00:00+01:00}
            scan_api: {timeouts: {scan: 1m30s}}
            """;
        const string Toml =
            """
            [[dlp.patterns]]
            name = "one"
            regex = "a+"
            severity = "high"
            exempt_domains = ["a.example"]
            [[dlp.patterns]]
            name = "two"
            regex = 'b\d'
            [agents."claude code"]
            mode = "strict"
            api_allowlist = []
            budget = { max_tool_calls_per_session = 5, cost_multipliers = { "a.example" = 2 } }
            [agents._default]
            [tool_chain_detection]
            tool_categories.exec = ["bash", "sh"]
            pattern_overrides = { read-then-exec = "block" }
            [[taint.trust_overrides]]
            scope = "source"
            source_match = "*"
            expires_at = 2030-01-01T01:00:00+01:00
            [scan_api.timeouts]
            scan = "1m30s"
            """;
        using var yaml = new TemporaryConfig("a.yaml", Yaml);
        using var toml = new TemporaryConfig("a.toml", Toml);
        Assert.Equal(OptionsText.Sorted(yaml.Load().Options), OptionsText.Sorted(toml.Load().Options));
        Assert.Equal(yaml.Load().InactiveSections.AsEnumerable(), toml.Load().InactiveSections);
    }

    private static IEnumerable<(string, KeyShape)> Leaves(RecordShape section, string prefix) =>
        section.Keys.SelectMany(key => key.Value.Kind switch
        {
            ValueKind.Record => Leaves(key.Value.Record, $"{prefix}{key.Name}."),
            ValueKind.Map or ValueKind.DateTime => [],
            ValueKind.List when key.Value.Element!.Kind == ValueKind.Record => [],
            _ => [($"{prefix}{key.Name}", key)],
        });

    private static Gen<Setting[]> Documents() =>
        from count in Gen.Choose(1, 25)
        from indices in Gen.Choose(0, s_keys.Length - 1).ArrayOf(count)
        from seeds in Gen.Choose(0, int.MaxValue - 1).ArrayOf(count)
        select indices.Distinct()
            .Select((index, i) => Assign(s_keys[index].Path, s_keys[index].Key, seeds[i]))
            .ToArray();

    private static Setting Assign(string path, KeyShape key, int seed)
    {
        var text = Literal(key.Value, key.Bounds, new Random(seed));
        return new Setting(path, text, text);
    }

    // JSON's literals are YAML's and TOML's as well, so the difference lies in what is around them.
    private static string Literal(ValueShape shape, BoundsAttribute? bounds, Random random) => shape.Kind switch
    {
        ValueKind.Boolean => random.Next(2) == 0 ? "false" : "true",
        ValueKind.Int32 or ValueKind.Int64 => Number(bounds, random).ToString(CultureInfo.InvariantCulture),
        ValueKind.Double =>
            (Number(bounds, random) + (bounds is { Max: < 2 } ? 0 : 0.25))
                .ToString("0.0##", CultureInfo.InvariantCulture),
        ValueKind.Duration => $"\"{random.Next(1, 90)}m\"",
        ValueKind.Enum => Quote(shape.Enum.Names[random.Next(shape.Enum.Names.Length)]),
        ValueKind.List =>
            $"[{string.Join(", ", Enumerable.Repeat(shape.Element!, random.Next(4)).Select(
                element => Literal(element, bounds, random)))}]",
        _ => Quote(s_words[random.Next(s_words.Length)]),
    };

    private static long Number(BoundsAttribute? bounds, Random random)
    {
        var low = bounds is null || double.IsInfinity(bounds.Min) ? 0 : (long)bounds.Min;
        var high = bounds is null || double.IsInfinity(bounds.Max) ? 1_000_000 : (long)bounds.Max;
        return random.NextInt64(low, high + 1);
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\t", "\\t")}\"";

    private static string TomlOf(IEnumerable<Setting> settings) =>
        string.Concat(settings.Select(setting => $"{setting.Path} = {setting.Toml}\n"));

    // Block style, one level of blanks per section.
    private static string YamlOf(IEnumerable<Setting> settings)
    {
        var text = new StringBuilder();
        string[] open = [];
        foreach (var setting in settings.OrderBy(setting => setting.Path, StringComparer.Ordinal))
        {
            var parts = setting.Path.Split('.');
            var common = open.Zip(parts[..^1]).TakeWhile(pair => pair.First == pair.Second).Count();
            for (var depth = common; depth < parts.Length - 1; depth++)
                text.Append(' ', depth * 2).Append(parts[depth]).Append(":\n");
            text.Append(' ', (parts.Length - 1) * 2).Append(parts[^1]).Append(": ").Append(setting.Yaml).Append('\n');
            open = parts[..^1];
        }

        return text.ToString();
    }
}
