using System.Text;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Tests.Injection.Readings;

/// <summary>Strings of JSON come out one by one; a string that is a document comes out as that document would.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", "{\n\na\n\n:\n\nb\n\n}")]
    [InlineData("""{"a":"say \"no\"\n"}""", "{\n\na\n\n:\n\nsay \"no\"\n\n\n}")]
    [InlineData("""{"a":"{ is a brace"}""", "{\n\na\n\n:\n\n{ is a brace\n\n}")]
    [InlineData("""["{\"r\":\"x\"}"]""", "[\n\n{\n\nr\n\n:\n\nx\n\n}\n\n]")]
    [InlineData("""["[{\n \"r\":\"x\"}]"]""", "[\n\n[{\n \n\nr\n\n:\n\nx\n\n}]\n\n]")]
    [InlineData("""["{\"r\":\"x\\ny \\\"z\\\" \\\\ \\u0041\"}"]""", "[\n\n{\n\nr\n\n:\n\nx\ny \"z\" \\ A\n\n}\n\n]")]
    [InlineData("""["{\"r\":1 \\","say \"no\""]""", "[\n\n{\n\nr\n\n:1 \\\n\n,\n\nsay \"no\"\n\n]")]
    public void A_string_is_told_from_what_it_quotes(string json, string expected)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var room = new byte[2 * text.Length];
        var cuts = Cuts.All;
        Assert.Equal(expected, Encoding.UTF8.GetString(room, 0, JsonText.Write(text, room, ref cuts)));
    }
}
