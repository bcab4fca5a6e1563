using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Tests.Document;
using Pipelock.Config.Toml;

namespace Pipelock.Config.Tests.Toml;

public sealed class TomlReaderProperties
{
    private const string Sample = """"
        # sample
        title = "a \u00e9 é" # comment
        port = 8_888
        [proxy.limits] # limits
        ratio = 1.5e3
        list = [ 1, 'two', """
        three\
          """
        , [ ], { a.b = 1, c = 1979-05-27T07:32:00Z } ]
        [[rules]]
        name = 'x'
        [rules.sub]
        [[rules]]
        name = true
        """";

    [Fact]
    public void No_bytes_make_it_throw_anything_but_its_own_error() =>
        Inputs.Check(Inputs.Mutations(Sample), 3000, EndsWell);

    [Fact]
    public void No_arrangement_of_syntax_makes_it_throw_anything_but_its_own_error() =>
        Inputs.Check(
            Inputs.FromPieces(
                "a", "b", ".", "=", " = ", "[", "]", "[[", "]]", "{", "}", ",", "\n", "\r\n", "\r", "\"", "'", "\"\"\"",
                "'''", "\\", "\\u00e9", "#", " ", "\t", "1", "0x", "_", "e", "inf", "true", "1979-05-27", "T07:32:00",
                "Z", "-", "+", ":", "é", "🔒", "\0", "a = 1\n", "[a]\n", "[[a]]\n", "a.b = 1\n"),
            5000,
            text => EndsWell(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Cut_off_anywhere_it_is_read_or_refused_with_a_place()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        Assert.All(Enumerable.Range(0, bytes.Length + 1), length => Assert.True(EndsWell(bytes[..length])));
        Assert.Equal(4, TomlReader.Read(bytes, "t").Entries.Length);
    }

    // Read, or refused with problems that all name a line and a column. A loop would not come back at all.
    private static bool EndsWell(byte[] bytes)
    {
        try
        {
            TomlReader.Read(bytes, "t");
            return true;
        }
        catch (ConfigException error)
        {
            return error.Problems.Length > 0 && error.Problems.All(p =>
                p is { Line: > 0, Column: > 0, Message.Length: > 0 });
        }
    }
}
