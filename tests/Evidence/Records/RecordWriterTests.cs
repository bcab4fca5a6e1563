using System.Text;
using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Tests.Records;

public sealed class RecordWriterTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly 10", 10, "exactly 10")]
    [InlineData("eleven char", 10, "eleven …")]
    [InlineData("aaaaaaüüü", 10, "aaaaaa…")]
    [InlineData("aaaaaaaüü", 10, "aaaaaaa…")]
    [InlineData("", 10, "")]
    public void A_text_that_is_too_long_is_cut_at_a_character(string text, int room, string expected)
    {
        var buffer = new byte[room];
        var length = RecordWriter.Fit(Encoding.UTF8.GetBytes(text), buffer);
        Assert.Equal(expected.TrimEnd(), Encoding.UTF8.GetString(buffer, 0, length).TrimEnd());
    }

    [Fact]
    public async Task The_longest_of_everything_fits_a_record()
    {
        await using var fixture = new LogFixture(ring: 256 * 1024);
        var names = Enumerable.Range(0, 40).Select(i => new string((char)('a' + (i % 26)), 3000) + i).ToArray();
        var findings = new Scanners.Findings([.. names.Select(name =>
            new Scanners.Finding(Scanners.ScanLayer.BodyDlp, new string('r', 5000), name, Scanners.Severity.High,
                ""))]);
        var context = new ExchangeContext
        {
            Method = "GET"u8,
            Url = Encoding.ASCII.GetBytes("http://a.example/" + new string('x', 100_000)),
            Agent = new string('é', 5000),
            Client = System.Net.IPAddress.IPv6Loopback,
        };
        fixture.Log.RecordDecision(context, new Policy.Decision
        {
            Verdict = Policy.Verdict.Block, Surface = Policy.Surface.Body, Cause = findings[0], Findings = findings,
            HowToAllow = new string('h', 9000),
        });
        var line = fixture.Line();
        Assert.Equal(0, fixture.Log.Dropped);
        Assert.Contains("…", line, StringComparison.Ordinal);
        using var parsed = System.Text.Json.JsonDocument.Parse(line);
        Assert.Equal(RecordWriter.LongestList, parsed.RootElement.GetProperty("patterns").GetArrayLength());
    }

    [Fact]
    public void Every_field_name_is_snake_case()
    {
        Assert.Equal("client_ip", Encoding.ASCII.GetString(FieldNames.Utf8(FieldName.ClientIp)));
        Assert.Equal("mitre_technique", Encoding.ASCII.GetString(FieldNames.Utf8(FieldName.MitreTechnique)));
        Assert.Equal("url", Encoding.ASCII.GetString(FieldNames.Utf8(FieldName.Url)));
    }

    [Fact]
    public void Every_event_has_a_name_a_level_and_a_message() =>
        Assert.All(Enum.GetValues<EventKind>(), kind =>
        {
            var facts = EventFacts.Of(kind);
            Assert.Equal(kind.ToString().ToLowerInvariant(), Encoding.ASCII.GetString(facts.Name).Replace("_", ""));
            Assert.Contains(facts.Level, (string[])["info", "warn", "error"]);
            Assert.NotEmpty(facts.Message);
        });
}
