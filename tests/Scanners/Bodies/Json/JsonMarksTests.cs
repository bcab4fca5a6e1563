using System.Text;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Tests.Bodies.Json;

/// <summary>What the strings of a body are made of decides whether their pieces are put together.</summary>
public class JsonMarksTests
{
    private const string Long = " and then the reader goes on to the end of the page, where two more stand in 2024";

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("{\"id\":1042,\"name\":\"Blue kettle\",\"price\":34.90}", "numbers are no pieces")]
    [InlineData("{\"at\":\"2024-05-17T09:30:00Z\",\"day\":\"2025-01-31\",\"until\":\"2024-05-17 09:30\"}", "times")]
    [InlineData("{\"userName\":\"Ada Lovelace\",\"lastLogin\":\"It was on Monday\"}", "sentences")]
    [InlineData("{\"text\":\"she said \\\"no\\\"\",\"count\":12345678}", "numbers behind escaped quotes")]
    [InlineData("{\"path\":\"c:\\\\\\\\\",\"count\":12345678}", "numbers behind escaped backslashes")]
    [InlineData("{\"id\":\"3fa9c1d2-7c1d-4e0b-9a3f-5b2e6c8d11aa\",\"of\":\"88-13\"}", "a UUID")]
    [InlineData("{\"at\":\"2024-05-17T09:30:00.125Z\",\"in\":\"DE\",\"for\":\"EUR\"}", "a time, codes")]
    [InlineData("{\"at\":\"https://img.example.com/u/101/128.png?v=3\",\"by\":\"+1 555 010 1200\"}", "an address")]
    [InlineData("{\"a\":\"12 pswrdqx 34\",\"k4q\":\"zX\",\"b\":\"x1-22-33\"}", "too little of it")]
    [InlineData("{\"a\":\"it is 7Kq2Zz9x that was meant\"}", "in the midst of words")]
    [InlineData("{\"createdFor\":\"Ann Mueller, I think\",\"zip\":\"94103\",\"host\":\"web-01\"}", "names and numbers")]
    [InlineData("{\"a\":\"A page," + Long + Long + "\",\"n\":\"1 2 3\"}", "a long string")]
    [InlineData("{\"a\":\"A page," + Long + " 7Kq2Zz9x" + Long + "\",\"n\":\"1 2 3\"}", "in its midst")]
    [InlineData("[1024,2048,4096,8192,16384,32768,65536,131072,262144,524288,1048576,\"1 2 3\"]", "rows of numbers")]
    public void Harmless_strings_are_not_looked_at(string body, string why)
    {
        for (var before = 0; before < 2 * 64; before++)
        {
            Assert.False(MayCount(Behind(before, body)), $"{why}, behind {before} blanks");
        }
    }

    [Theory]
    [InlineData("{\"a\":\"AKIA\",\"b\":\"IOSF\"}", "capitals")]
    [InlineData("{\"a\":\"ghp_1x\",\"b\":\"2y3z\"}", "digits")]
    [InlineData("{\"k4q7w9\":\"zX\"}", "digits in a name")]
    [InlineData("{\"a\":\"\\\"\",\"b\":\"1x2y3\"}", "digits behind an escaped quote")]
    [InlineData("{\"a\":\"\\\\\\\\\",\"b\":\"1x2y3\"}", "digits behind escaped backslashes")]
    [InlineData("[\"A\",\"K\",\"I\",\"A\"]", "short values in a row")]
    [InlineData("{\"a\":\"Pswrdqxk 345\"}", "no word")]
    [InlineData("\\\"{\"a\":1}", "a backslash outside of strings")]
    [InlineData("{\"a\":\"\uFF21\uFF2B7\"}", "wide letters")]
    [InlineData("{\"a\":\"2024-05-17T09:30:00Z\",\"b\":\"x1y2z3-22\"}", "digits beside a timestamp")]
    [InlineData("{\"a\":\"x0y0z0024-05-17\"}", "digits like a date")]
    [InlineData("{\"a\":\"7Kq2Zz9x" + Long + Long + "\"}", "at the start of a long string")]
    [InlineData("{\"a\":\"A page," + Long + Long + " 7Kq2Zz9x\"}", "at its end")]
    [InlineData("{\"a\":\"A page," + Long + Long + "\",\"b\":\"7Kq2Zz9x\"}", "behind it")]
    [InlineData("{\"a\":\"7Kq2Zz9x" + Long + Long, "in one that does not end")]
    public void Marks_are_seen_wherever_they_stand(string body, string why)
    {
        for (var before = 0; before < 2 * 64; before++)
        {
            Assert.True(MayCount(Behind(before, body)), $"{why}, behind {before} blanks");
        }
    }

    [Fact]
    public void A_long_row_of_backslashes_is_read_by_its_parity()
    {
        for (var pairs = 0; pairs < 100; pairs++)
        {
            string row = new('\\', 2 * pairs);
            Assert.False(MayCount(Encoding.UTF8.GetBytes($"[\"{row}\",123456]")), $"{pairs} pairs");
            Assert.True(MayCount(Encoding.UTF8.GetBytes($"[\"{row}\\\" 1x2y3z\"]")), $"{pairs} pairs and one");
        }
    }

    [Fact]
    public void What_is_not_looked_at_would_give_nothing_that_counts()
    {
        string[] pieces =
        [
            "AKIA", "ghp_", "k3", "Zq", "x", "7", "Ann", "web-01", "2024-05-17T09:30:00.125Z", "USD", "camelCase", "é",
            "3fa9c1d2-7c1d-4e0b-9a3f-5b2e6c8d11aa", "I am", "+1 555", "https://a.example/v1/42", "rhythm", "O'Neil", "",
            "1715937000", "strengths", "\\n", "\\\"", "v1.4.2", "aBcdEfG", "12ab34cd", "queue", "LOG_LEVEL",
            Long,
        ];
        var chance = new Random(11);
        for (var round = 0; round < 4000; round++)
        {
            var json = new StringBuilder("{\"items\":[");
            for (var i = chance.Next(1, 9); i > 0; i--)
            {
                json.Append($"{{\"{pieces[chance.Next(pieces.Length)]}\":\"");
                for (var words = chance.Next(1, 4); words > 0; words--)
                    json.Append(pieces[chance.Next(pieces.Length)]).Append(chance.Next(2) == 0 ? " " : "");
                json.Append(i % 2 == 0 ? "\"}," : "\",\"n\":[\"a\",\"word\"]},");
            }

            var body = Encoding.UTF8.GetBytes(json.Append("\"12 34\"]}").ToString());
            var mayCount = JsonMarks.MayCount(body, false, out var first);
            var all = new FieldText().JoinJson(body, false).All;
            Assert.True(mayCount || !GluedMatch.MayCount(all), json.ToString());
            Assert.True(
                !mayCount || all.SequenceEqual(new FieldText().JoinJson(body, false, first).All), json.ToString());
        }
    }

    private static bool MayCount(byte[] body) => JsonMarks.MayCount(body, knowsWords: false, out _);

    private static byte[] Behind(int blanks, string body) => Encoding.UTF8.GetBytes(new string(' ', blanks) + body);
}
