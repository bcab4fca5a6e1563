using System.Collections;
using System.Globalization;
using System.Text;
using Pipelock.Config.Binding;
using Pipelock.Config.Document;
using Pipelock.Config.Toml;

namespace Pipelock.Config.Tests.Binding;

public sealed class ConfigBinderTests
{
    // Each row: YAML, a property of the bound options, and its value as text.
    public static TheoryData<string, string, string> Values => new()
    {
        { "mode: strict", "Mode", "Strict" },
        { "mode: audit_only", "Mode", "AuditOnly" },
        { "mode: 2fa", "Mode", "TwoFactor" },
        { "mode: ''", "Mode", "Balanced" },
        { "mode:", "Mode", "Balanced" },
        { "{}", "Action", "null" },
        { "action: strict", "Action", "Strict" },
        { "action: ''", "Action", "null" },
        { "action: ~", "Action", "null" },
        { "name: text", "Name", "text" },
        { "name: ''", "Name", "" },
        { "name: 007", "Name", "007" },
        { "name: 1.10", "Name", "1.10" },
        { "name: true", "Name", "true" },
        { "name: yes", "Name", "yes" },
        { "name:", "Name", "proxy" },
        { "note: x", "Note", "x" },
        { "note: null", "Note", "null" },
        { "enforce: false", "Enforce", "False" },
        { "enforce: off", "Enforce", "False" },
        { "enforce: n", "Enforce", "False" },
        { "enforce: no", "Enforce", "False" },
        { "enforce: ~", "Enforce", "True" },
        { "explain: yes", "Explain", "True" },
        { "explain: on", "Explain", "True" },
        { "explain: Y", "Explain", "True" },
        { "{}", "Explain", "null" },
        { "workers: 0", "Workers", "0" },
        { "workers: 100", "Workers", "100" },
        { "workers: 1e1", "Workers", "10" },
        { "workers: 0x10", "Workers", "16" },
        { "burst: -2147483648", "Burst", "-2147483648" },
        { "{}", "Burst", "null" },
        { "max_bytes: 9223372036854775807", "MaxBytes", "9223372036854775807" },
        { "threshold: 3", "Threshold", "3" },
        { "threshold: 3.25", "Threshold", "3.25" },
        { "threshold: .inf", "Threshold", "Infinity" },
        { "ttl: 1m30s", "Ttl", "00:01:30" },
        { "ttl: '24h'", "Ttl", "1.00:00:00" },
        { "expires_at: 2026-01-31T12:00:00+02:00", "ExpiresAt", "2026-01-31T12:00:00.0000000+02:00" },
        { "{}", "ExpiresAt", "null" },
        { "listen: ':1'", "ListenAddress", ":1" },
        { "{}", "Hosts", "[a.example]" },
        { "hosts: []", "Hosts", "[]" },
        { "hosts: ~", "Hosts", "[a.example]" },
        { "hosts: [b, '*.c', 12]", "Hosts", "[b *.c 12]" },
        { "{}", "Internal", "null" },
        { "internal: []", "Internal", "[]" },
        { "internal: [x]", "Internal", "[x]" },
        { "weights: [1, 9]", "Weights", "[1 9]" },
        { "modes: [strict, 2fa]", "Modes", "[Strict TwoFactor]" },
        { "labels: {a: x, 'b c': 1}", "Labels", "{a=x b c=1}" },
        { "groups: {a: [x, y], b: []}", "Groups", "{a=[x y] b=[]}" },
        { "rules: [{name: a, action: strict}, {}]", "Rules", "[a/Strict/1 //1]" },
        { "rules: [{limits: {per_minute: 7}}]", "Rules", "[//7]" },
        { "profiles: {p: {name: a}, q: , r: {}}", "Profiles", "{p=a//1 q=//1 r=//1}" },
        { "{}", "Limits", "60 False 00:01:00" },
        { "limits: {}", "Limits", "60 False 00:01:00" },
        { "limits:", "Limits", "60 False 00:01:00" },
        { "limits: {enabled: true}", "Limits", "60 True 00:01:00" },
        { "limits: {window: {window_size: 5s}}", "Limits", "60 False 00:00:05" },
        { "{}", "Extra", "null" },
        { "extra: {enabled: true}", "Extra", "1 True 00:01:00" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_key_sets_its_property(string yaml, string property, string value)
    {
        var bound = Bound.From(yaml);
        Assert.Empty(bound.Problems);
        Assert.Equal(value, Text(typeof(SampleOptions).GetProperty(property)!.GetValue(bound.ValueOrThrow())));
    }

    [Fact]
    public void Toml_binds_the_same_way()
    {
        const string Document = """
            mode = "strict"
            ttl = "90s"
            expires_at = 2026-01-31 12:00:00Z
            hosts = ["b"]
            [limits.window]
            enabled = true
            [[rules]]
            name = "r"
            """;
        var bound = ConfigBinder.Bind<SampleOptions>(TomlReader.Read(Encoding.UTF8.GetBytes(Document), "t"), "t");
        Assert.Empty(bound.Problems);
        Assert.Equal(
            "Strict 00:01:30 2026-01-31T12:00:00.0000000+00:00 [b] True [r//1]",
            string.Join(
                ' ',
                Text(bound.Value.Mode),
                Text(bound.Value.Ttl),
                Text(bound.Value.ExpiresAt),
                Text(bound.Value.Hosts),
                Text(bound.Value.Limits.Window.Enabled),
                Text(bound.Value.Rules)));
    }

    [Fact]
    public void A_baseline_gives_every_key_the_file_leaves_out_and_stays_as_it_was()
    {
        var limits = new SampleLimits { PerMinute = 5, Enabled = true };
        var baseline = new SampleOptions { Name = "base", Hosts = ["x"], Limits = limits };
        var before = baseline with { };
        var bound = Bound.From("workers: 2\nlimits: {per_minute: 6}", baseline).ValueOrThrow();
        Assert.Equal(
            baseline with { Workers = 2, Limits = limits with { PerMinute = 6 } },
            bound);
        Assert.Equal(before, baseline);
        Assert.Equal(5, baseline.Limits.PerMinute);
    }

    [Fact]
    public void An_empty_document_gives_the_defaults_and_sets_nothing()
    {
        var bound = Bound.From("");
        Assert.Equal(new SampleOptions().ToString(), bound.Value.ToString());
        Assert.Empty(bound.Locations.Paths);
    }

    [Fact]
    public void The_places_of_all_keys_set_are_known()
    {
        var locations = Bound.From(
            "name:\nhosts: [a,\n  b]\nlimits:\n  window:\n    enabled: on\nlabels: {'x y': 1}\n").Locations;
        Assert.Equal(
            "hosts 2:1, hosts[0] 2:9, hosts[1] 3:3, limits 4:1, limits.window 5:3, limits.window.enabled 6:5, "
            + "labels 7:1, labels.\"x y\" 7:10",
            string.Join(", ", locations.Paths.Select(path => $"{path} {locations.Find(path)}")));
        Assert.True(locations.IsSet("limits.window"));
        Assert.False(locations.IsSet("name"));
        Assert.Equal("5:3", locations.Find("limits.window.window_size").ToString());
        Assert.Equal("3:3", locations.Find("hosts[1].more").ToString());
        Assert.Equal(SourceLocation.None, locations.Find("mode"));
        Assert.Equal(
            "t.yaml:6:5: limits.window.enabled: why", locations.Problem("limits.window.enabled", "why").ToString());
        Assert.Equal("t.yaml: mode: why", locations.Problem("mode", "why").ToString());
    }

    [Fact]
    public void Inactive_keys_are_named_when_they_are_set()
    {
        Assert.Equal("extra", Assert.Single(Bound.From("extra: {}").InactiveKeys));
        Assert.Empty(Bound.From("extra:").InactiveKeys);
        Assert.Empty(Bound.From("name: x").InactiveKeys);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        SampleRule rule => $"{rule.Name}/{rule.Action}/{rule.Limits.PerMinute}",
        SampleLimits limits => $"{limits.PerMinute} {limits.Enabled} {limits.Window.WindowSize}",
        IDictionary map =>
            "{" + string.Join(' ', map.Keys.Cast<string>().Order().Select(k => $"{k}={Text(map[k])}")) + "}",
        DateTimeOffset time => time.ToString("O"),
        IEnumerable and not string => "[" + string.Join(' ', ((IEnumerable)value).Cast<object>().Select(Text)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
