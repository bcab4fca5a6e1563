using System.Collections.Immutable;
using System.Text.Json;
using Pipelock.Config.Binding;
using Pipelock.Config.Schema;
using Pipelock.Config.Tests.Binding;

namespace Pipelock.Config.Tests.Schema;

public sealed class SchemaWriterTests
{
    private static readonly string s_schema = SchemaWriter.Write<SampleOptions>("sample");

    // Each row: a path through the schema and the JSON that stands there.
    public static TheoryData<string, string> Members => new()
    {
        { "$schema", "\"https://json-schema.org/draft/2020-12/schema\"" },
        { "title", "\"sample\"" },
        { "type", "\"object\"" },
        { "additionalProperties", "false" },
        { "properties/mode", """
            {"description":"What the proxy does with a finding.","enum":["strict","balanced","audit_only","2fa",null],
            "default":"balanced"}
            """ },
        { "properties/action", """{"enum":["strict","balanced","audit_only","2fa",null]}""" },
        { "properties/name", """{"type":["string","null"],"default":"proxy"}""" },
        { "properties/note", """{"type":["string","null"]}""" },
        { "properties/enforce", """{"description":"Whether it decides.","type":["boolean","null"],"default":true}""" },
        { "properties/explain", """{"type":["boolean","null"]}""" },
        { "properties/workers", """
            {"description":"Read at start only.","type":["integer","null"],"minimum":0,"maximum":100,"default":4}
            """ },
        { "properties/max_bytes", """{"type":["integer","null"],"default":1099511627776}""" },
        { "properties/threshold", """{"type":["number","null"],"minimum":0,"default":4.5}""" },
        { "properties/burst", """{"type":["integer","null"]}""" },
        { "properties/ttl/type", """["string","null"]""" },
        { "properties/ttl/default", "\"24h\"" },
        { "properties/expires_at", """{"type":["string","null"],"format":"date-time"}""" },
        { "properties/listen/default", "\"127.0.0.1:8888\"" },
        { "properties/hosts", """{"type":["array","null"],"items":{"type":"string"},"default":["a.example"]}""" },
        { "properties/internal", """{"type":["array","null"],"items":{"type":"string"}}""" },
        { "properties/weights/items", """{"type":"integer","minimum":1,"maximum":9}""" },
        { "properties/modes/items", """{"enum":["strict","balanced","audit_only","2fa"]}""" },
        { "properties/rules/items/type", "\"object\"" },
        { "properties/rules/items/additionalProperties", "false" },
        { "properties/rules/items/properties/limits/properties/per_minute/default", "1" },
        { "properties/labels", """{"type":["object","null"],"additionalProperties":{"type":"string"},"default":{}}""" },
        { "properties/profiles/additionalProperties/type", """["object","null"]""" },
        { "properties/groups/additionalProperties", """{"type":"array","items":{"type":"string"}}""" },
        { "properties/limits/description", "\"How often.\"" },
        { "properties/limits/type", """["object","null"]""" },
        { "properties/limits/additionalProperties", "false" },
        { "properties/limits/properties/per_minute", """{"type":["integer","null"],"minimum":0,"default":60}""" },
        { "properties/extra/description", "\"Accepted, but without effect in this version.\"" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void The_schema_says_this_of_a_key(string path, string json)
    {
        using var document = JsonDocument.Parse(s_schema);
        var element = path.Split('/').Aggregate(document.RootElement, (at, name) => at.GetProperty(name));
        Assert.Equal(json.ReplaceLineEndings(""), JsonSerializer.Serialize(element));
    }

    [Fact]
    public void Every_key_is_described_and_nothing_else()
    {
        using var document = JsonDocument.Parse(s_schema);
        Assert.Equal(
            RecordShape.Of(typeof(SampleOptions)).Keys.Select(key => key.Name),
            document.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void It_is_the_same_text_every_time_with_unix_line_ends()
    {
        Assert.Equal(s_schema, SchemaWriter.Write<SampleOptions>("sample"));
        Assert.EndsWith("}\n", s_schema, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', s_schema);
    }

    [Fact]
    public void Defaults_of_maps_are_written_in_the_order_of_their_names()
    {
        using var document = JsonDocument.Parse(SchemaWriter.Write<WithDefaults>("x"));
        var properties = document.RootElement.GetProperty("properties");
        Assert.Equal(
            """{"a":1,"b":2,"c":3}""", JsonSerializer.Serialize(properties.GetProperty("map").GetProperty("default")));
        Assert.Equal(
            """{"per_minute":1,"enabled":false,"window":{"window_size":"1m","enabled":false}}""",
            JsonSerializer.Serialize(properties.GetProperty("rules").GetProperty("default")[0].GetProperty("limits")));
    }

    [Fact]
    public void What_json_cannot_write_has_no_default()
    {
        using var document = JsonDocument.Parse(SchemaWriter.Write<WithDefaults>("x"));
        var properties = document.RootElement.GetProperty("properties");
        Assert.False(properties.GetProperty("endless").TryGetProperty("default", out _));
        Assert.False(properties.GetProperty("unset").TryGetProperty("default", out _));
    }

    [Fact]
    public void A_record_that_holds_itself_is_the_programmers_mistake() =>
        Assert.Throws<InvalidOperationException>(() => SchemaWriter.Write<HoldsItself>("x"));

    private sealed record WithDefaults
    {
        public ImmutableDictionary<string, int> Map { get; init; } =
            ImmutableDictionary.CreateRange<string, int>([new("b", 2), new("c", 3), new("a", 1)]);

        public ImmutableArray<SampleRule> Rules { get; init; } = [new() { Name = "x" }];

        public double Endless { get; init; } = double.PositiveInfinity;

        public ImmutableArray<string> Unset { get; init; }
    }

    private sealed record HoldsItself
    {
        public HoldsItself? Again { get; init; }
    }
}
