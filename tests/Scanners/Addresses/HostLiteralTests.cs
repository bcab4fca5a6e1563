using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Tests.Addresses;

public sealed class HostLiteralTests
{
    public static TheoryData<string, string> Spellings => new()
    {
        { "127.0.0.1", "127.0.0.1" },
        { "127.0.0.1.", "127.0.0.1" },               // the root's dot
        { "2130706433", "127.0.0.1" },               // one part
        { "0x7f000001", "127.0.0.1" },
        { "0X7F000001", "127.0.0.1" },
        { "017700000001", "127.0.0.1" },
        { "0b01111111000000000000000000000001", "127.0.0.1" },
        { "0o17700000001", "127.0.0.1" },
        { "127.1", "127.0.0.1" },                    // two parts
        { "127.0x1", "127.0.0.1" },
        { "0177.1", "127.0.0.1" },
        { "127.0.1", "127.0.0.1" },                  // three parts
        { "127.0.256", "127.0.1.0" },
        { "0177.0.0.1", "127.0.0.1" },               // four, mixed
        { "0x7f.0.0.1", "127.0.0.1" },
        { "0x7f.0.0.01", "127.0.0.1" },
        { "127.0.0.0x1", "127.0.0.1" },
        { "00000177.0.0.1", "127.0.0.1" },
        { "0", "0.0.0.0" },
        { "0x", "0.0.0.0" },                         // inet_aton takes it for zero
        { "4294967295", "255.255.255.255" },
        { "169.254.43518", "169.254.169.254" },
        { "2852039166", "169.254.169.254" },
        { "::1", "::1" },
        { "0:0:0:0:0:0:0:1", "::1" },
        { "0000:0000:0000:0000:0000:0000:0000:0001", "::1" },
        { "::", "::" },
        { "1::", "1::" },
        { "::ffff:127.0.0.1", "::ffff:127.0.0.1" },
        { "::FFFF:7f00:1", "::ffff:127.0.0.1" },
        { "0:0:0:0:0:ffff:127.0.0.1", "::ffff:127.0.0.1" },
        { "::127.0.0.1", "::127.0.0.1" },
        { "64:ff9b::127.0.0.1", "64:ff9b::7f00:1" },
        { "2001:db8::8:800:200c:417a", "2001:db8::8:800:200c:417a" },
        { "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0" },
        { "::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8" },
        { "fe80::1%eth0", "fe80::1" },               // the zone is not part of the address
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_spelling_is_read_as_the_address_it_means(string host, string expected)
    {
        Assert.True(HostLiteral.TryParse(Encoding.ASCII.GetBytes(host), out IPAddress address));
        Assert.Equal(IPAddress.Parse(expected), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("example.com")]
    [InlineData("1.example.com")]
    [InlineData("1.2.3.4.5")]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.65536")]
    [InlineData("4294967296")]
    [InlineData("0x100000000")]
    [InlineData("08.0.0.1")]
    [InlineData("1..2.3")]
    [InlineData(".1.2.3")]
    [InlineData("1.2.3.4..")]
    [InlineData("-1.0.0.1")]
    [InlineData("1e3")]
    [InlineData("0xg")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("::g")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("::127.0.0.256")]
    [InlineData("::127.0.0")]
    [InlineData("::127.0.0.1:1")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    public void What_is_no_address_is_none(string host) =>
        Assert.False(HostLiteral.TryParse(Encoding.ASCII.GetBytes(host), out IPAddress _));

    [Theory]
    [InlineData("0127.0.0.1", "87.0.0.1", "127.0.0.1")]
    [InlineData("010.0.0.1", "8.0.0.1", "10.0.0.1")]
    public void Leading_zeros_have_two_readings(string host, string octal, string plain)
    {
        Assert.True(HostLiteral.TryParseIpv4(Encoding.ASCII.GetBytes(host), out var first));
        Assert.True(HostLiteral.TryParseIpv4Decimal(Encoding.ASCII.GetBytes(host), out var second));
        Assert.Equal(octal, IpBits.V4(first).ToIPAddress().ToString());
        Assert.Equal(plain, IpBits.V4(second).ToIPAddress().ToString());
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("a.1", true)]
    [InlineData("a.0x1f", true)]
    [InlineData("a.09", true)]
    [InlineData("1.a", false)]
    [InlineData("a1", false)]
    [InlineData("0xg", false)]
    public void A_host_that_ends_in_a_number_is_told_apart(string host, bool expected) =>
        Assert.Equal(expected, HostLiteral.EndsInNumber(Encoding.ASCII.GetBytes(host)));

    [Fact]
    public void Any_address_survives_being_written_and_read_again() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(11, 13),
        Prop.ForAll<ulong, ulong, bool>((high, low, isIpv4) =>
        {
            var bits = isIpv4 ? IpBits.V4((uint)low) : new IpBits(new UInt128(high, low), false);
            var text = Encoding.ASCII.GetBytes(bits.ToIPAddress().ToString());
            return HostLiteral.TryParse(text, out IpBits read) && read == bits;
        }));

    [Fact]
    public void No_bytes_make_it_throw() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(17, 19).WithMaxTest(2000),
        Prop.ForAll(
            Gen.Elements("0123456789abcdefxX.:%-oObB".ToCharArray()).ArrayOf().ToArbitrary(),
            text =>
            {
                _ = HostLiteral.TryParse(Encoding.ASCII.GetBytes(text), out IpBits _);
                return true;
            }));
}
