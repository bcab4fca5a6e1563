using Pipelock.Config.Binding;
using Pipelock.Config.Document;
using Pipelock.Config.Tests.Yaml;

namespace Pipelock.Config.Tests.Binding;

public sealed class ConfigBinderProblemsTests
{
    public static TheoryData<string, string> Problems => new()
    {
        // Unknown keys.
        { "mod: x", "1:1: mod: unknown key; did you mean 'mode'?" },
        { "\n  thresold: 1", "2:3: thresold: unknown key; did you mean 'threshold'?" },
        { "maxBytes: 1", "1:1: maxBytes: unknown key; did you mean 'max_bytes'?" },
        { "max-bytes: 1", "1:1: max-bytes: unknown key; did you mean 'max_bytes'?" },
        { "is_quiet: true", "1:1: is_quiet: unknown key; remove it, or see the list of keys in the documentation" },
        { "Mode: strict", "1:1: Mode: unknown key; did you mean 'mode'?" },
        { "listen_address: x",
            "1:1: listen_address: unknown key; remove it, or see the list of keys in the documentation" },
        { "limits: {per_minut: 1}", "1:10: limits.per_minut: unknown key; did you mean 'per_minute'?" },
        { "limits: {foo: 1}", "1:10: limits.foo: unknown key; here are known: per_minute, enabled, window" },
        { "limits: {workers: 1}", "1:10: limits.workers: unknown key here; did you mean 'workers'?" },
        { "limits: {window: {per_minute: 1}}",
            "1:19: limits.window.per_minute: unknown key; here are known: window_size, enabled" },
        { "rules: [{nam: x}]", "1:10: rules[0].nam: unknown key; did you mean 'name'?" },
        { "profiles: {'a.b': {nam: x}}", "1:20: profiles.\"a.b\".nam: unknown key; did you mean 'name'?" },
        { "foo:", "1:1: foo: unknown key; remove it, or see the list of keys in the documentation" },

        // Closed sets.
        { "mode: stric", "1:7: mode: expects one of strict, balanced, audit_only, 2fa; did you mean 'strict'?" },
        { "mode: Strict", "1:7: mode: expects one of strict, balanced, audit_only, 2fa; did you mean 'strict'?" },
        { "mode: nonsense", "1:7: mode: expects one of strict, balanced, audit_only, 2fa" },
        { "mode: 1", "1:7: mode: expects one of strict, balanced, audit_only, 2fa" },
        { "mode: [strict]", "1:7: mode: expects one of strict, balanced, audit_only, 2fa, not a list" },
        { "modes: ['']", "1:9: modes[0]: expects one of strict, balanced, audit_only, 2fa" },

        // Types.
        { "name: [x]", "1:7: name: expects a string, not a list" },
        { "name: {x: y}", "1:7: name: expects a string, not a section" },
        { "enforce: 1", "1:10: enforce: expects true or false, not an integer" },
        { "enforce: 'true'", "1:10: enforce: expects true or false, not a string; remove the quotes" },
        { "enforce: 'yes'", "1:10: enforce: expects true or false, not a string; remove the quotes" },
        { "enforce: maybe", "1:10: enforce: expects true or false, not a string" },
        { "workers: '4'", "1:10: workers: expects an integer, not a string; remove the quotes" },
        { "workers: many", "1:10: workers: expects an integer, not a string" },
        { "workers: 1.5", "1:10: workers: expects an integer, not a number with a fraction" },
        { "workers: true", "1:10: workers: expects an integer, not a boolean" },
        { "workers: 2147483648", "1:10: workers: expects an integer of 32 bits; this one is out of range" },
        { "workers: 1e300", "1:10: workers: expects an integer of 32 bits; this one is out of range" },
        { "max_bytes: 9223372036854775808",
            "1:12: max_bytes: expects an integer of 64 bits; this one is out of range" },
        { "threshold: .nan", "1:12: threshold: expects a number; nan is none" },
        { "threshold: x", "1:12: threshold: expects a number, not a string" },
        { "ttl: 30", "1:6: ttl: expects a duration such as 30s, 1m30s or 24h; add a unit to the number" },
        { "ttl: 30 s", "1:6: ttl: expects a duration such as 30s, 1m30s or 24h" },
        { "ttl: {}", "1:6: ttl: expects a duration such as 30s, 1m30s or 24h, not a section" },
        { "expires_at: 2026-01-31", "1:13: expires_at: expects a point in time such as 2026-01-31T12:00:00Z" },
        { "hosts: a", "1:8: hosts: expects a list, not a string; a list of one is [value]" },
        { "hosts: {a: b}", "1:8: hosts: expects a list, not a section; a list of one is [value]" },
        { "hosts: [a, ~]", "1:12: hosts[1]: this element is empty; give it a value or remove it" },
        { "hosts: [[a]]", "1:9: hosts[0]: expects a string, not a list" },
        { "labels: [a]", "1:9: labels: expects names with values, not a list" },
        { "labels: {a: }", "1:10: labels.a: this name has no value; give it one or remove it" },
        { "groups: {a: x}", "1:13: groups.a: expects a list, not a string; a list of one is [value]" },
        { "limits: on", "1:9: limits: expects a section of keys and values, not a string" },
        { "limits: []", "1:9: limits: expects a section of keys and values, not a list" },
        { "rules: [x]", "1:9: rules[0]: expects a section of keys and values, not a string" },

        // Bounds.
        { "workers: -1", "1:10: workers: must be from 0 to 100" },
        { "workers: 101", "1:10: workers: must be from 0 to 100" },
        { "threshold: -0.1", "1:12: threshold: must be at least 0" },
        { "ttl: 999ms", "1:6: ttl: must be from 1s to 24h" },
        { "ttl: -5s", "1:6: ttl: must be from 1s to 24h" },
        { "ttl: 24h1ms", "1:6: ttl: must be from 1s to 24h" },
        { "weights: [1, 10]", "1:14: weights[1]: must be from 1 to 9" },
        { "rules: [{limits: {per_minute: -1}}]", "1:31: rules[0].limits.per_minute: must be at least 0" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void What_does_not_fit_is_named_with_place_and_remedy(string yaml, string problem) =>
        Assert.Equal("t.yaml:" + problem, Assert.Single(Bound.From(yaml).Problems).ToString());

    [Fact]
    public void All_problems_are_named_at_once_and_the_rest_is_bound()
    {
        var bound = Bound.From("""
            mode: x
            nme: y
            name: kept
            rules: [{name: a, foo: 1}, 7, {action: x}]
            limits: {per_minute: x, enabled: true}
            """);
        Assert.Equal(
            "1:7 2:1 4:19 4:28 4:40 5:22",
            string.Join(' ', bound.Problems.Select(p => $"{p.Line}:{p.Column}")));
        Assert.Equal((SampleMode.Balanced, "kept"), (bound.Value.Mode, bound.Value.Name));
        Assert.Equal((60, true), (bound.Value.Limits.PerMinute, bound.Value.Limits.Enabled));
        Assert.Equal(bound.Problems, Assert.Throws<ConfigException>(bound.ValueOrThrow).Problems);
    }

    [Fact]
    public void No_message_repeats_a_value()
    {
        const string Secret = "S3CRET";
        var yaml = string.Concat(
            RecordShape.Of(typeof(SampleOptions)).Keys
                .Where(key => key.Value.Kind != ValueKind.String)
                .Select(key => $"{key.Name}: {Secret}\n"));
        var problems = Bound.From(yaml + $"hosts2: {Secret}").Problems;
        Assert.True(problems.Length > 15);
        Assert.All(problems, p => Assert.DoesNotContain(Secret, p.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void At_most_a_hundred_problems_are_named() =>
        Assert.Equal(
            ReaderLimits.MaxProblems,
            Bound.From("hosts: [" + string.Concat(Enumerable.Repeat("~,", 1000)) + "]").Problems.Length);

    [Fact]
    public void A_key_full_of_control_characters_or_too_long_is_shown_harmlessly() =>
        Assert.Equal(
            ["\"a?[31m\"", $"\"{new string('k', 64)}…\""],
            Bound.From($"\"a\\e[31m\": 1\n{new string('k', 70)}: 1").Problems.Select(p => p.KeyPath));

    [Fact]
    public void An_options_type_no_file_can_express_is_the_programmers_mistake() =>
        Assert.Throws<NotSupportedException>(
            () => ConfigBinder.Bind<Unsupported>(YamlNodes.Mapping("stream: x"), "t"));

    private sealed record Unsupported
    {
        public Stream? Stream { get; init; }
    }
}
