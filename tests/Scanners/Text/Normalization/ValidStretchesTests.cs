using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Tests.Text.Normalization;

public class ValidStretchesTests
{
    // ÿ stands for the byte FF, which no UTF-8 contains; the other characters are ASCII or bytes of their own.
    public static TheoryData<string, string, string> Data => new()
    {
        { "text", "sixteen bytes ok", "sixteen bytes ok " },
        { "one invalid byte", "sixteen bytes okÿmore text it is, yes", "sixteen bytes ok more text it is, yes " },
        { "short stretches", "shortÿshortÿshort", "" },
        { "control characters are text", "sixteen\u0001bytes\u0000ok", "sixteen\u0001bytes\u0000ok " },
        { "valid characters of several bytes", "ÿsixteen bytes Ã©Ã©", "sixteen bytes Ã©Ã© " },
        { "an unfinished character at the end", "sixteen bytes okÃ", "sixteen bytes ok " },
        { "nothing", "", "" },
    };

    [Theory, MemberData(nameof(Data))]
    public void Keeps_what_is_text(string name, string data, string expected)
    {
        var source = Encoding.Latin1.GetBytes(data);
        var output = new byte[source.Length + 1];
        var written = ValidStretches.Extract(source, output);
        Assert.Equal((name, expected), (name, Encoding.Latin1.GetString(output, 0, written)));
    }

    [Fact]
    public void Finds_a_stretch_wherever_it_stands_in_noise()
    {
        var random = new Random(97);
        var missed = new List<int>();
        for (var before = 0; before < 200; before++)
        {
            byte[] noise = [.. Enumerable.Range(0, 400).Select(_ => (byte)random.Next(0xF5, 0x100))];
            byte[] data = [.. noise[..before], .. Bytes.Of("sechzehn Bytes Maß"), .. noise[before..]];
            var output = new byte[data.Length + 1];
            if (Bytes.Text(output.AsSpan(0, ValidStretches.Extract(data, output))) != "sechzehn Bytes Maß ")
            {
                missed.Add(before);
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void Any_data_gives_valid_text_of_at_most_its_length()
    {
        var data = Gen.Frequency(
            (9, Gen.Elements("text ok"u8.ToArray())),
            (1, ArbMap.Default.GeneratorFor<byte>()))
            .ArrayOf();
        Prop.ForAll(data.ToArbitrary(), bytes =>
            {
                var output = new byte[bytes.Length + 1];
                var written = ValidStretches.Extract(bytes, output);
                return written <= bytes.Length + 1 && System.Text.Unicode.Utf8.IsValid(output.AsSpan(0, written));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(200).WithReplay(83, 89));
    }
}
