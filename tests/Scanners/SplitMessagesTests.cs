using System.Text;
using Pipelock.Scanners.Tests.Mcp;

namespace Pipelock.Scanners.Tests;

public sealed class SplitMessagesTests
{
    public static TheoryData<string, string[]> Cut => new()
    {
        { "two messages", ["""{"text":"AKIAIOSF"}""", """{"text":"ODNN7EXAMPLE"}"""] },
        { "behind words",
            ["""{"text":"part one: ghp_ABCDEFGHIJKLMNOPQ"}""", """{"text":"RSTUVWXYZabcdef0123 and so on"}"""] },
        { "numbered in words", ["""{"text":"part 1: AKIAIOSF"}""", """{"text":"part 2: ODNN7EXAMPLE"}"""] },
        { "numbered in brackets", ["""{"text":"[1/2] AKIAIOSF"}""", """{"text":"[2/2] ODNN7EXAMPLE"}"""] },
        { "numbered, without JSON", ["part 1: AKIAIOSF", "part 2: ODNN7EXAMPLE"] },
        { "behind a letter", ["a ghp_ABCDEFGHIJKLMNOPQ", "b RSTUVWXYZabcdef0123"] },
        { "behind two words", ["second half ghp_ABCDEFGHIJKLMNOPQ", "first half RSTUVWXYZabcdef0123"] },
        { "three messages", ["""{"d":"AKIAIO"}""", """{"d":"SFODNN7"}""", """{"d":"EXAMPLE"}"""] },
        { "four messages, two of them words",
            ["{\"d\":\"glpat-Qx7\"}", "{\"d\":\"Zk2\"}", "{\"d\":\"L9mNvW4t\"}", "{\"d\":\"Rb8sYc3\"}"] },
        { "the last half first", ["{\"seq\":2,\"d\":\"ODNN7EXAMPLE\"}", "{\"seq\":1,\"d\":\"AKIAIOSF\"}"] },
        { "the last of four first", ["part 4: Rb8sYc3", "part 3: L9mNvW4t", "part 2: Zk2", "part 1: glpat-Qx7"] },
        { "four fields of one", ["{\"a\":\"AKIAI\",\"b\":\"OSFOD\",\"c\":\"NN7EX\",\"d\":\"AMPLE\"}"] },
        { "behind many others", [.. Enumerable.Range(1, 90).Select(i => $"{{\"d\":\"Xy{i}z\"}}"),
            "{\"d\":\"EXAMPLE\"}", "{\"d\":\"SFODNN7\"}", "{\"d\":\"AKIAIO\"}"] },
        { "two fields of one", ["""{"a":"AKIAIOSF","b":"ODNN7EXAMPLE"}"""] },
        { "numbered", ["""{"seq":1,"d":"AKIAIOSF"}""", """{"seq":2,"d":"ODNN7EXAMPLE"}"""] },
        { "something between", ["""{"d":"AKIAIOSF"}""", """{"d":"hello"}""", """{"d":"ODNN7EXAMPLE"}"""] },
        { "the line of a key", ["""{"d":"here: -----BEG"}""", """{"d":"IN EC PRIVATE KEY-----\nMHc"}"""] },
        { "the line of a key, cut late", ["""{"d":"-----BEGIN RSA PRIV"}""", """{"d":"ATE KEY-----"}"""] },
        { "key by key", [.. Typed("AKIAIOSFODNN7EXAMPLE")] },
        { "key by key behind others", [.. Typed(new string('-', 150) + " AKIAIOSFODNN7EXAMPLE")] },
        { "escaped", ["""{"d":"AKIA\u0049OSF"}""", """{"d":"ODNN7EXAMPLE"}"""] },
    };

    [Theory]
    [MemberData(nameof(Cut))]
    public void A_secret_cut_over_messages_is_found_in_the_last(string name, string[] messages)
    {
        var pieces = new MessagePieces();
        Assert.All(messages[..^1], message => Assert.True(Scan(message, pieces).IsClean, name));
        Assert.Equal("split", string.Join(' ', Assert.Single(Scan(messages[^1], pieces).Items).Decodings));
    }

    [Fact]
    public void An_encoded_text_cut_over_messages_is_decoded()
    {
        var encoded = Convert.ToBase64String("the key is AKIAIOSFODNN7EXAMPLE as it was"u8);
        var pieces = new MessagePieces();
        Assert.True(Scan($$"""{"d":"{{encoded[..30]}}"}""", pieces).IsClean);
        var found = Scan($$"""{"d":"{{encoded[30..]}} and so on"}""", pieces);
        Assert.Contains(found.Items, finding => finding.Decodings.Contains("base64"));
    }

    public static TheoryData<string[]> Ordinary => new()
    {
        new[] { """{"text":"Hello team"}""", """{"text":"The build is green"}""" },
        new[] { """{"path":"/home/u/project/src/Main2.cs"}""", """{"path":"/home/u/project/src/App7.cs"}""" },
        new[] { """{"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}""",
            """{"id":"550e8400-e29b-41d4-a716-446655440000"}""" },
        new[] { """{"rev":"b2dc7e2f8b2d3c0b8ab2b6a2e7f3a1e9d4c5b6a7"}""", """{"ref":"refs/heads/PROJ-1234-fix"}""" },
        new[] { """{"d":"-----BEGIN CERTI"}""", """{"d":"FICATE-----\nMIIB"}""" },
        new[] { """{"d":"-----BEGIN RSA PRIV"}""", """{"d":"is how it begins"}""" },
        new[] { """{"key":"AKIA"}""", """{"note":"is how ids of AWS begin"}""" },
        new[] { "key ghp_ABCDEFGHIJKLMNOPQ", "see github.com/acme/thing" },
        new[] { "{\"d\":\"EXAMPLE\"}", "{\"d\":\"and some words\"}", "{\"d\":\"SFODNN7\"}", "{\"d\":\"AKIAIO\"}" },
        new[] { "part 1: Hello team", "part 2: The build 4711 is green" },
        new[] { """{"t":"12:30 AKIA"}""", """{"t":"12:31 begins ids of AWS"}""" },
        Typed("we met at the station and went home").ToArray(),
    };

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void Ordinary_messages_spell_nothing(string[] messages)
    {
        var pieces = new MessagePieces();
        Assert.All(messages, message => Assert.True(Scan(message, pieces).IsClean));
    }

    [Fact]
    public void What_was_found_is_forgotten()
    {
        var pieces = new MessagePieces();
        Scan("""{"d":"AKIAIOSF"}""", pieces);
        Assert.False(Scan("""{"d":"ODNN7EXAMPLE"}""", pieces).IsClean);
        Assert.True(Scan("""{"d":"and nothing else"}""", pieces).IsClean);
    }

    [Fact]
    public void Old_pieces_make_room()
    {
        var pieces = new MessagePieces();
        Scan("""{"d":"AKIAIOSF"}""", pieces);
        for (var i = 0; i < 20; i++)
            Scan($$"""{"d":"note {{i}} ABC{{i}}DEF"}""", pieces);
        Assert.True(Scan("""{"d":"ODNN7EXAMPLE"}""", pieces).IsClean);
    }

    private static IEnumerable<string> Typed(string text) => text.Select(c => $$"""{"on":"keydown","key":"{{c}}"}""");

    private static Findings Scan(string json, MessagePieces pieces) =>
        McpFixture.Engine.ScanSplit(Encoding.UTF8.GetBytes(json), pieces, ScanLayer.McpInput, "test");
}
