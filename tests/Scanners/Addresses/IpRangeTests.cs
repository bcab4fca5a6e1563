using System.Net;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Tests.Addresses;

public sealed class IpRangeTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0", "10.255.255.255")]
    [InlineData("10.1.2.3/8", "10.0.0.0", "10.255.255.255")]
    [InlineData("10.1.2.3", "10.1.2.3", "10.1.2.3")]
    [InlineData("0.0.0.0/0", "0.0.0.0", "255.255.255.255")]
    [InlineData("fc00::/7", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("::1/128", "::1", "::1")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0", "10.255.255.255")]
    public void A_range_has_both_its_ends(string cidr, string first, string last)
    {
        var range = IpRange.Parse(cidr);
        Assert.Equal(IPAddress.Parse(first), range.First.ToIPAddress());
        Assert.Equal(IPAddress.Parse(last), range.Last.ToIPAddress());
    }

    [Fact]
    public void Overlapping_ranges_are_one()
    {
        IpRangeSet set = new("10.0.0.0/8", "10.1.0.0/16", "11.0.0.0/8", "fe80::/10");
        Assert.True(set.Contains(IpBits.From(IPAddress.Parse("10.200.0.1"))));
        Assert.True(set.Contains(IpBits.From(IPAddress.Parse("11.255.255.255"))));
        Assert.False(set.Contains(IpBits.From(IPAddress.Parse("12.0.0.0"))));
        Assert.True(set.Contains(IpBits.From(IPAddress.Parse("fe80::1"))));
        Assert.False(set.Contains(IpBits.From(IPAddress.Parse("fec0::"))));
    }
}
