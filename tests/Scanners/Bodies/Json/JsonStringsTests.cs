using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Tests.Text;

namespace Pipelock.Scanners.Tests.Bodies.Json;

public class JsonStringsTests
{
    public static TheoryData<string, string> Documents => new()
    {
        { """{"a":"b"}""", "a= b" },
        { """{"a" : "b", "c":["d","e"]}""", "a= b c= d e" },
        { """{"a":1,"b":-2.5e3}""", "a= b=" },
        { """["a\"b"]""", """a"b""" },
        { """["a\\","b"]""", """a\ b""" },
        { """["\u0041KIA"]""", "AKIA" },
        { "[\"cut off", "cut off" },
        { "[\"cut off\\", "cut off\\" },
        { "", "" },
        { "no strings here", "" },
    };

    [Theory, MemberData(nameof(Documents))]
    public void Tells_the_strings_of_a_document_and_which_are_keys(string document, string expected) =>
        Assert.Equal((document, expected), (document, Describe(Bytes.Of(document))));

    [Theory, MemberData(nameof(Documents))]
    public void Tells_them_wherever_they_stand(string document, string expected)
    {
        for (var before = 0; before < 130; before++)
        {
            Assert.Equal((before, expected), (before, Describe(Bytes.Of(new string(' ', before) + document))));
        }
    }

    [Fact]
    public void Tells_the_same_pieces_as_the_reader_of_fields()
    {
        var texts = Gen.Elements("\"\"\"\\\\:, {}[]0-ab\nu1"u8.ToArray()).ArrayOf();
        // The other reader takes an escaped quote at the very end for the closing one; so nothing ends in a quote here.
        Prop.ForAll(texts.Select(text => (byte[])[.. text, (byte)'x']).ToArbitrary(), text =>
                Pieces(new JsonStrings(text)).SequenceEqual(Pieces(new JsonFields(text))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(300).WithReplay(51, 53));
    }

    private static List<string> Pieces<TReader>(TReader reader)
        where TReader : IPieceReader, allows ref struct
    {
        var pieces = new List<string>();
        while (reader.MoveNext())
        {
            if (reader.IsPiece)
            {
                pieces.Add($"{reader.IsEncoded} {Bytes.Text(reader.Raw)}");
            }
        }

        return pieces;
    }

    private static string Describe(byte[] document)
    {
        var found = new List<string>();
        var strings = new JsonStrings(document);
        var decoded = new byte[document.Length];
        while (strings.MoveNext())
        {
            var length = strings.Decode(decoded);
            found.Add(Bytes.Text(decoded.AsSpan(0, length)) + (strings.IsPiece ? "" : "="));
        }

        return string.Join(' ', found);
    }
}
