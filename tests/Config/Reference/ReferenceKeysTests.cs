using Pipelock.Config.Binding;
using Pipelock.Config.Options;
using Pipelock.Config.Reference;

namespace Pipelock.Config.Tests.Reference;

public class ReferenceKeysTests
{
    private static readonly Dictionary<string, ReferenceKey> s_sample =
        ReferenceKeys.Of<Options>().ToDictionary(key => key.Path);

    public static TheoryData<string, string, string, string> Described => new()
    {
        { "name", "text", "\"x\"", "What it is called." },
        { "count", "whole number, 1 to 9", "3", "Read at start only." },
        { "choice", "first, second", "\"second\"", "" },
        { "limit", "duration", "\"1m30s\"", "" },
        { "hosts", "list of texts", "[]", "Accepted, but without effect in this version." },
        { "inner", "section", "", "" },
        { "inner.enabled", "true or false", "true", "" },
        { "rules", "list of sections", "[]", "" },
        { "rules[].enabled", "true or false", "false", "" },
        { "people", "names with sections", "{}", "" },
        { "people.<name>.enabled", "true or false", "false", "" },
        { "unset", "whole number", "", "" },
    };

    [Theory]
    [MemberData(nameof(Described))]
    public void Key_is_described(string path, string type, string value, string meaning) =>
        Assert.Equal(new ReferenceKey(path, type, value, meaning), s_sample[path]);

    [Fact]
    public void Every_key_of_the_program_has_a_meaning() =>
        Assert.Empty(ReferenceKeys.Of<PipelockOptions>().Where(key => key.Meaning.Length == 0).Select(key => key.Path));

    public enum Choice
    {
        First,
        Second,
    }

    public sealed record Inner
    {
        public bool Enabled { get; init; }
    }

    public sealed record Options
    {
        [Summary("What it is called.")]
        public string Name { get; init; } = "x";

        [Bounds(1, 9)]
        [RestartOnly]
        public int Count { get; init; } = 3;

        public Choice Choice { get; init; } = Choice.Second;

        public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(90);

        [Inactive]
        public System.Collections.Immutable.ImmutableArray<string> Hosts { get; init; } = [];

        public Inner Inner { get; init; } = new() { Enabled = true };

        public System.Collections.Immutable.ImmutableArray<Inner> Rules { get; init; } = [];

        public System.Collections.Immutable.ImmutableDictionary<string, Inner> People { get; init; } =
            System.Collections.Immutable.ImmutableDictionary<string, Inner>.Empty;

        public int? Unset { get; init; }
    }
}
