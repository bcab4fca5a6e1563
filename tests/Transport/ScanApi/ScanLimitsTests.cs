using System.Text;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Transport.Tests.ScanApi;

public sealed class ScanLimitsTests
{
    [Theory]
    [InlineData("Bearer first-token", true)]
    [InlineData("bearer second-token", true)]
    [InlineData("BEARER  first-token ", true)]
    [InlineData("Bearer first-toke", false)]
    [InlineData("Bearer first-tokenn", false)]
    [InlineData("Bearer First-token", false)]
    [InlineData("Bearer ", false)]
    [InlineData("Bearer", false)]
    [InlineData("Basic first-token", false)]
    [InlineData("first-token", false)]
    [InlineData("", false)]
    public void Only_a_known_token_is_admitted(string field, bool admitted) =>
        Assert.Equal(admitted, BearerTokens.Admit(Encoding.ASCII.GetBytes(field), ["first-token", "second-token"]));

    [Fact]
    public void Without_tokens_nobody_is_admitted() => Assert.False(BearerTokens.Admit("Bearer "u8, []));

    /// <summary>Times of requests in milliseconds, and which of them pass 60 per minute with a burst of 2.</summary>
    public static TheoryData<long[], bool[]> Times => new()
    {
        { [0, 0, 0], [true, true, false] },
        { [0, 0, 999, 1000, 1000], [true, true, false, true, false] },
        { [0, 0, 500, 1000, 1500, 2000], [true, true, false, true, false, true] },
        { [0, 0, 600_000, 600_000, 600_000], [true, true, true, true, false] },
        { [5000, 0, 0], [true, true, false] },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void A_bucket_gives_its_burst_at_once_and_then_its_rate(long[] times, bool[] expected)
    {
        var bucket = new TokenBucket(0);

        Assert.Equal(expected, times.Select(at => bucket.TryTake(60, 2, at)));
    }
}
