using System.Text;
using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Tests.Bodies;

/// <summary>What the strings of a body are made of decides whether their pieces are put together.</summary>
public class JsonMarksTests
{
    [Theory]
    [InlineData("", "nothing")]
    [InlineData("{\"id\":1042,\"name\":\"Blue kettle\",\"price\":34.90}", "numbers are no pieces")]
    [InlineData("{\"at\":\"2024-05-17T09:30:00Z\",\"day\":\"2025-01-31\",\"until\":\"2024-05-17 09:30\"}", "timestamps")]
    [InlineData("{\"userName\":\"Ada Lovelace\",\"lastLogin\":\"It was on Monday\"}", "humps and sentences")]
    [InlineData("{\"text\":\"she said \\\"no\\\"\",\"count\":12345678}", "numbers behind escaped quotes")]
    [InlineData("{\"path\":\"c:\\\\\\\\\",\"count\":12345678}", "numbers behind escaped backslashes")]
    public void Harmless_strings_are_not_looked_at(string body, string why)
    {
        for (int before = 0; before < 2 * 64; before++)
        {
            Assert.False(JsonMarks.MayCount(Behind(before, body)), $"{why}, behind {before} blanks");
        }
    }

    [Theory]
    [InlineData("{\"a\":\"AKIA\",\"b\":\"IOSF\"}", "capitals")]
    [InlineData("{\"a\":\"ghp_1x\",\"b\":\"2y3z\"}", "digits")]
    [InlineData("{\"k4q\":\"zX\"}", "a digit in a name, a capital in its value")]
    [InlineData("{\"a\":\"\\\"\",\"b\":\"123\"}", "digits behind an escaped quote")]
    [InlineData("{\"a\":\"\\\\\\\\\",\"b\":\"123\"}", "digits behind escaped backslashes")]
    [InlineData("\\\"{\"a\":1}", "a backslash outside of strings")]
    [InlineData("{\"a\":\"\uFF21\uFF2B\"}", "wide letters")]
    [InlineData("{\"a\":\"2024-05-17T09:30:00Z\",\"b\":\"x1-22-33\"}", "digits beside a timestamp")]
    [InlineData("{\"a\":\"0024-05-17\"}", "digits like a date")]
    public void Marks_are_seen_wherever_they_stand(string body, string why)
    {
        for (int before = 0; before < 2 * 64; before++)
        {
            Assert.True(JsonMarks.MayCount(Behind(before, body)), $"{why}, behind {before} blanks");
        }
    }

    [Fact]
    public void A_long_row_of_backslashes_is_read_by_its_parity()
    {
        for (int pairs = 0; pairs < 100; pairs++)
        {
            string row = new('\\', 2 * pairs);
            Assert.False(JsonMarks.MayCount(Encoding.UTF8.GetBytes($"[\"{row}\",123456]")), $"{pairs} pairs");
            Assert.True(JsonMarks.MayCount(Encoding.UTF8.GetBytes($"[\"{row}\\\" 123456\"]")), $"{pairs} pairs and one");
        }
    }

    private static byte[] Behind(int blanks, string body) => Encoding.UTF8.GetBytes(new string(' ', blanks) + body);
}
