using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Tests.Document;
using Pipelock.Config.Yaml;

namespace Pipelock.Config.Tests.Yaml;

public sealed class YamlReaderProperties
{
    private const string Sample = """
        # sample
        %YAML 1.2
        ---
        title: &t "a \u00e9 é" # comment
        proxy: &p
          listen: 127.0.0.1:8888
          list: [1, 'two', {a: ~}]
        more:
          <<: *p
          text: |
            one
             two
          folded: >-
            one
            two
        rules:
        - name: !!str 12
          ? key
          : *t
        """;

    [Fact]
    public void No_bytes_make_it_throw_anything_but_its_own_error() =>
        Inputs.Check(Inputs.Mutations(Sample["# sample\n".Length..]), 3000, EndsWell);

    [Fact]
    public void No_arrangement_of_syntax_makes_it_throw_anything_but_its_own_error() =>
        Inputs.Check(
            Inputs.FromPieces(
                "a", "b", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", "\r\n", "\"",
                "'", "|", ">", "|-\n  x", "\\", "\\u00e9", "\\U", "\\x", "FFFFFFFF", "# ", " ", "\t", "1", "!",
                "!!str ", "!<",
                "&a ", "*a", "<<: ", "%", "%YAML 1.2\n", "%TAG ! x\n", "---", "...", "\n---\n", "@", "`", "~", "é", "🔒",
                "\0", "\u2028", "\u0085", "a: 1\n", "- a\n", "  b: 2\n"),
            8000,
            text => EndsWell(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Cut_off_anywhere_it_is_read_or_refused_with_a_place()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        Assert.All(Enumerable.Range(0, bytes.Length + 1), length => Assert.True(EndsWell(bytes[..length])));
        Assert.Equal(4, YamlReader.Read(bytes, "t").Entries.Length);
    }

    private static bool EndsWell(byte[] bytes)
    {
        try
        {
            YamlReader.Read(bytes, "t");
            return true;
        }
        catch (ConfigException error)
        {
            return error.Problems.Length > 0 && error.Problems.All(p =>
                p is { Line: > 0, Column: > 0, Message.Length: > 0 });
        }
    }
}
