using Pipelock.Config.Validation;

namespace Pipelock.Config.Tests.Validation;

public class CidrRangeTests
{
    public static TheoryData<string, string, bool> Ranges => new()
    {
        { "10.0.0.0/8", "10.0.0.0/8", false },
        { "10.1.2.3/8", "10.0.0.0/8", true },
        { "192.0.2.7/32", "192.0.2.7/32", false },
        { "0.0.0.0/0", "0.0.0.0/0", false },
        { "192.0.2.129/25", "192.0.2.128/25", true },
        { "::1/128", "::1/128", false },
        { "fe80::1/10", "fe80::/10", true },
        { "::ffff:10.0.0.0/104", "::ffff:10.0.0.0/104", false },
    };

    public static TheoryData<string> NoRanges =>
    [
        "", "/", "/8", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/ 8", "10/8",
        "10.0.0/8", "010.0.0.0/8", "0x0a.0.0.0/8", "::/129", "fe80::1%eth0/64", "[::1]/128", "example.com/8",
        "10.0.0.0/8/8", "10.0.0.0/999",
    ];

    [Theory, MemberData(nameof(Ranges))]
    public void Reads_a_range_and_notices_bits_outside_its_prefix(string text, string network, bool hasHostBits)
    {
        Assert.True(CidrRange.TryParse(text, out var read, out var bits));
        Assert.Equal(System.Net.IPNetwork.Parse(network), read);
        Assert.Equal(hasHostBits, bits);
    }

    [Theory, MemberData(nameof(NoRanges))]
    public void Refuses_what_is_no_range(string text) => Assert.False(CidrRange.TryParse(text, out _, out _));
}
