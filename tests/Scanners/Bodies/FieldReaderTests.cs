using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Tests.Text;

namespace Pipelock.Scanners.Tests.Bodies;

public class FieldReaderTests
{
    public static TheoryData<string, string> Json => new()
    {
        { "{}", "" },
        { """{"a":"b"}""", "JSON key in $=a|JSON $.a=b" },
        { """{"a":{"b":[1,"x",{"c":"d"}]}}""",
          "JSON key in $=a|JSON key in $.a=b|JSON $.a.b[0]=1|JSON $.a.b[1]=x|JSON key in $.a.b[2]=c|JSON $.a.b[2].c=d" },
        { """["a\u0041\n\"b\\"]""", "JSON $[0]=aA\n\"b\\" },
        { """[true,null,-1.5e3]""", "JSON $[0]=-1.5e3".Replace("[0]", "[2]") },
        { "\"alone\"", "JSON $=alone" },
        { """{"a":"cut off""", "JSON key in $=a|JSON $.a=cut off" },
        { """{"a" : 1 /* c */ , b: 'x', "d":2""", "JSON key in $=a|JSON $.a=1|JSON key in $=d|JSON $.d=2" },
        { "{\"a\":1}\n{\"b\":2}", "JSON key in $=a|JSON $.a=1|JSON key in $=b|JSON $.b=2" },
        { """{"a":{"b":1},"c":2}""",
          "JSON key in $=a|JSON key in $.a=b|JSON $.a.b=1|JSON key in $=c|JSON $.c=2" },
        { "]]}}\"x\"", "JSON $=x" },
        { "", "" },
    };

    public static TheoryData<string, string> Forms => new()
    {
        { "a=b&c=d", "form field name=a|form field \"a\"=b|form field name=c|form field \"c\"=d" },
        { "a=b+c%20d%2541", "form field name=a|form field \"a\"=b c dA" },
        { "a", "form field name=a" },
        { "a=&=b", "form field name=a|form field \"a\"=|form field name=|form field \"\"=b" },
        { "a=b=c", "form field name=a|form field \"a\"=b=c" },
        { "", "" },
    };

    public static TheoryData<string, string, string> Multiparts => new()
    {
        { "two parts", "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--B\r\n"
            + "Content-Disposition: form-data; name=b; filename=\"f\"\r\n\r\ntwo\r\n--B--\r\n",
          "part \"a\"=one|part \"b\"=two" },
        { "bare line feeds", "--B\nContent-Disposition: form-data; name=\"a\"\n\none\n--B--", "part \"a\"=one" },
        { "no name", "--B\r\nContent-Type: text/plain\r\n\r\none\r\n--B--", "part 1=one" },
        { "no headers", "--B\r\n\r\none\r\n--B--", "part 1=one" },
        { "a preamble", "ignored\r\n--B\r\n\r\none\r\n--B--", "part 1=one" },
        { "the last boundary missing", "--B\r\n\r\none", "part 1=one" },
        { "the boundary inside a line", "--B\r\n\r\none --B two B\r\n--B--", "part 1=one --B two B" },
        { "no boundary at all", "nothing", "" },
        { "empty", "", "" },
    };

    public static TheoryData<string, string> Markups => new()
    {
        { "<a>x</a>", "element a=x" },
        { "<a k='v'>x &amp; y<b/>z</a>", "element a=x & y|element b=z" },
        { "no tags", "element =no tags" },
        { "<a", "" },
        { "<a> \r\n </a>", "" },
        { "x<", "element =x" },
        { "", "" },
    };

    [Theory, MemberData(nameof(Json))]
    public void Reads_JSON(string body, string expected) =>
        Assert.Equal(expected, Describe(new JsonFields(Bytes.Of(body))));

    [Theory, MemberData(nameof(Forms))]
    public void Reads_forms(string body, string expected) =>
        Assert.Equal(expected, Describe(new FormFields(Bytes.Of(body))));

    [Theory, MemberData(nameof(Multiparts))]
    public void Reads_parts(string name, string body, string expected) =>
        Assert.Equal((name, expected), (name, Describe(new MultipartFields(Bytes.Of(body), "B"u8))));

    [Theory, MemberData(nameof(Markups))]
    public void Reads_markup(string body, string expected) =>
        Assert.Equal(expected, Describe(new MarkupFields(Bytes.Of(body))));

    public static TheoryData<string, string, int> Formats => new()
    {
        { "application/json", "x", (int)BodyFormat.Json },
        { "Application/JSON; charset=utf-8", "x", (int)BodyFormat.Json },
        { "application/vnd.api+json", "x", (int)BodyFormat.Json },
        { "application/x-ndjson", "x", (int)BodyFormat.Json },
        { "application/x-www-form-urlencoded", "x", (int)BodyFormat.Form },
        { "multipart/form-data; boundary=B", "x", (int)BodyFormat.Multipart },
        { "text/html", "x", (int)BodyFormat.Markup },
        { "image/svg+xml", "x", (int)BodyFormat.Markup },
        { "text/plain", "x", (int)BodyFormat.Text },
        { "", " {\"a\":1}", (int)BodyFormat.Json },
        { "", "\uFEFF[1]", (int)BodyFormat.Json },
        { "", "a=b&c=d", (int)BodyFormat.Form },
        { "", "<?xml version='1.0'?>", (int)BodyFormat.Markup },
        { "", "--B\r\n", (int)BodyFormat.Multipart },
        { "text/plain", "{\"a\":1}", (int)BodyFormat.Json },
        { "application/json", "a=b", (int)(BodyFormat.Json | BodyFormat.Form) },
        { "", "", (int)BodyFormat.Text },
    };

    [Theory, MemberData(nameof(Formats))]
    public void Formats_are_told_by_type_and_by_content(string type, string body, int expected) => Assert.Equal(
        (BodyFormat)expected, BodyFormats.Declared(Bytes.Of(type)) | BodyFormats.Sniffed(Bytes.Of(body)));

    [Theory]
    [InlineData("multipart/form-data; boundary=abc", "", "abc")]
    [InlineData("multipart/form-data; charset=x; boundary=\"a b;c\"", "", "a b;c")]
    [InlineData("multipart/form-data; BOUNDARY = abc ", "", "abc")]
    [InlineData("multipart/form-data", "--found\r\nContent-", "found")]
    [InlineData("text/plain", "\r\n--found\nContent-", "found")]
    [InlineData("multipart/form-data; boundary=", "no line", "")]
    public void The_boundary_is_declared_or_found(string type, string body, string expected) =>
        Assert.Equal(expected, Bytes.Text(BodyFormats.Boundary(Bytes.Of(type), Bytes.Of(body))));

    [Fact]
    public void No_bytes_make_a_reader_throw_or_go_on_forever()
    {
        var bodies = Gen.Elements("{}[]\",:\\u0041-1e+a=&%B\r\n<>/ \u0000"u8.ToArray()).ArrayOf();
        Prop.ForAll(bodies.ToArbitrary(), body =>
                Count(new JsonFields(body)) + Count(new FormFields(body)) + Count(new MarkupFields(body))
                    + Count(new MultipartFields(body, "B"u8)) <= 8 * (body.Length + 1))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(200).WithReplay(47, 53));
    }

    [Fact]
    public void Joining_fields_keeps_within_the_body()
    {
        var fields = new FieldText();
        var bodies = Gen.Elements("{}[]\",:1a\\=&"u8.ToArray()).ArrayOf();
        Prop.ForAll(bodies.ToArbitrary(), body =>
            {
                var json = new JsonFields(body);
                var form = new FormFields(body);
                return fields.Join(ref json, body.Length).Length <= body.Length + 1
                    && fields.Join(ref form, body.Length).Length <= body.Length + 1;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(100).WithReplay(59, 61));
    }

    private static int Count<TReader>(TReader reader)
        where TReader : IFieldReader, allows ref struct
    {
        var count = 0;
        while (reader.MoveNext())
        {
            reader.Decode(new byte[reader.Raw.Length]);
            _ = reader.Describe();
            count++;
        }

        return count;
    }

    private static string Describe<TReader>(TReader reader)
        where TReader : IFieldReader, allows ref struct
    {
        var fields = new StringBuilder();
        while (reader.MoveNext())
        {
            var value = new byte[reader.Raw.Length];
            var text = Bytes.Text(value.AsSpan(0, reader.Decode(value)));
            fields.Append(fields.Length == 0 ? "" : "|").Append(reader.Describe()).Append('=').Append(text);
        }

        return fields.ToString();
    }
}
