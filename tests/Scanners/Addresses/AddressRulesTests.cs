using System.Net;
using System.Text;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Tests.Addresses;

public sealed class AddressRulesTests
{
    private static readonly AddressRules s_default = new(ScanSettings.DefaultInternalRanges, [], []);
    private static readonly AddressRules s_emptied = new([], ["127.77.0.0/16"], []);

    public static TheoryData<string> InternalHosts =>
    [
        "127.0.0.1", "127.1", "127.255.255.254", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "017700000001",
        "127.0.0.1.", "0", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "0xa.0.0.1", "012.0.0.1", "172.16.0.1",
        "172.31.255.255", "192.168.0.1", "192.168.257", "169.254.169.254", "2852039166", "0xA9FEA9FE", "169.254.1.1",
        "100.64.0.1", "100.100.100.200", "100.127.255.255", "240.0.0.1", "255.255.255.255", "192.0.0.192",
        "168.63.129.16",
        "0127.0.0.1", "010.0.0.1",                              // internal by the decimal reading
        "::1", "::", "0:0:0:0:0:0:0:1", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "fd00:ec2::254",
        "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe",  // mapped
        "::127.0.0.1", "::7f00:1",                              // compatible
        "::ffff:0:127.0.0.1",                                   // translated
        "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe",             // NAT64
        "64:ff9b:1::8.8.8.8",                                   // local NAT64
        "2002:7f00:1::", "2002:c0a8:101::1",                    // 6to4
        "2001:0:a00:1::", "2001:0:808:808:0:0:80ff:fffe",       // Teredo: server, client
        "2001:db8::5efe:127.0.0.1", "2001:db8::200:5efe:10.0.0.1", // ISATAP
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain", "ip6-localhost",
        "unix",                                                 // http://unix:/run/docker.sock:/info
        "metadata.google.internal", "METADATA.google.internal.", "metadata", "metadata.goog", "instance-data",
        "host.docker.internal", "gateway.docker.internal", "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        "localtest.me", "app.localtest.me", "lvh.me", "x.lvh.me", "a.vcap.me",
        "127.0.0.1.nip.io", "app.10.0.0.1.nip.io", "10-0-0-1.sslip.io", "app-192-168-1-1.nip.io", "7f000001.nip.io",
        "169.254.169.254.sslip.io", "7f000001.c0a80001.rbndr.us", "make-1.2.3.4-rebind-127.0.0.1-rr.1u.ms",
        "10.1.2.3.attacker.example",
    ];

    [Theory]
    [MemberData(nameof(InternalHosts))]
    public void An_internal_host_is_refused_by_the_configured_ranges(string host)
    {
        var finding = s_default.CheckHost(Encoding.ASCII.GetBytes(host));
        Assert.Equal(ScanLayer.Ssrf, finding?.Layer);
        Assert.StartsWith("SSRF blocked: ", finding!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(InternalHosts))]
    public void It_stays_refused_when_the_operator_emptied_the_ranges(string host)
    {
        var finding = s_emptied.CheckHost(Encoding.ASCII.GetBytes(host));
        Assert.Equal(ScanLayer.CoreSsrf, finding?.Layer);
        Assert.StartsWith("core SSRF: ", finding!.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string> PublicHosts =>
    [
        "8.8.8.8", "1.1.1.1", "134744072", "9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.1",
        "172.15.255.255",
        "172.32.0.0", "192.167.255.255", "192.169.0.0", "169.253.255.255", "169.255.0.0", "100.63.255.255",
        "100.128.0.0",
        "2606:4700:4700::1111", "2001:4860:4860::8888", "::ffff:8.8.8.8", "2002:808:808::", "64:ff9b::8.8.8.8",
        "2001:0:808:808:0:0:f7f7:f7f7",
        "example.com", "localhost.example.com", "notlocalhost", "metadata.example.com", "nip.io", "8.8.8.8.nip.io",
        "ec2-54-10-0-1.compute-1.amazonaws.com", "ip-10-0-0-1.example.com", "v10.0.0.example.com", "10.0.0.example.com",
        "1.10.0.0.300.example.com", "my-10-0-0-1-release.example.com", "api.1u.ms", "redis",
        "internal.example.com", "corp.example.com",
    ];

    [Theory]
    [MemberData(nameof(PublicHosts))]
    public void A_public_host_is_not(string host)
    {
        Assert.Null(s_default.CheckHost(Encoding.ASCII.GetBytes(host)));
        Assert.Null(s_emptied.CheckHost(Encoding.ASCII.GetBytes(host)));
    }

    [Theory]
    [InlineData("db.internal")]
    [InlineData("vault.prod.internal.")]
    [InlineData("Printer.local")]
    [InlineData("router.lan")]
    [InlineData("wiki.intranet")]
    [InlineData("jenkins.corp")]
    [InlineData("nas.home.arpa")]
    [InlineData("api.default.svc.cluster.local")]
    [InlineData("consul.service.consul")]
    public void A_private_zone_is_judged_by_its_addresses_and_by_name_where_none_are_asked_for(string host)
    {
        var trusting = new AddressRules([], [], [host.TrimEnd('.')]);
        Assert.Null(s_default.CheckHost(Encoding.ASCII.GetBytes(host)));
        Assert.Contains(
            "is a name of a private network", s_emptied.CheckHost(Encoding.ASCII.GetBytes(host))?.Reason,
            StringComparison.Ordinal);
        Assert.Null(trusting.CheckHost(Encoding.ASCII.GetBytes(host)));
    }

    [Theory]
    [InlineData("127.77.0.1")]
    [InlineData("0x7f.77.1")]
    [InlineData("::ffff:127.77.0.1")]
    public void An_allowed_range_is_reachable_in_every_spelling(string host) =>
        Assert.Null(s_emptied.CheckHost(Encoding.ASCII.GetBytes(host)));

    [Theory]
    [InlineData("127.78.0.1")]
    [InlineData("127.76.255.255")]
    public void Its_neighbours_are_not(string host) => Assert.NotNull(s_emptied.CheckHost(Encoding.ASCII.GetBytes(host)));

    [Fact]
    public void A_name_that_resolves_to_an_internal_address_is_refused()
    {
        var finding = s_default.Check(IPAddress.Parse("10.1.2.3"), "intranet.example.com");
        Assert.Equal("SSRF blocked: intranet.example.com resolves to internal IP 10.1.2.3", finding?.Reason);
    }

    [Fact]
    public void A_literal_address_is_named_once()
    {
        var finding = s_default.Check(IPAddress.Loopback, "0x7f000001");
        Assert.Equal("SSRF blocked: connection to internal IP 127.0.0.1", finding?.Reason);
    }

    [Theory]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("239.255.255.250")]
    [InlineData("198.18.0.1")]
    public void Multicast_and_benchmarks_are_internal_whatever_is_configured(string address)
    {
        Assert.NotNull(s_default.Check(IPAddress.Parse(address), address));
        Assert.NotNull(s_emptied.Check(IPAddress.Parse(address), address));
    }

    [Fact]
    public void With_emptied_ranges_a_name_may_resolve_to_a_private_address() =>
        Assert.Null(s_emptied.Check(IPAddress.Parse("10.1.2.3"), "intranet.example.com"));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("::ffff:169.254.169.254")]
    public void But_never_to_cloud_metadata(string address) =>
        Assert.Equal(ScanLayer.CoreSsrf, s_emptied.Check(IPAddress.Parse(address), "rebind.example.com")?.Layer);

    [Fact]
    public void A_trusted_domain_may_resolve_inside_but_a_literal_is_never_trusted()
    {
        AddressRules rules = new(ScanSettings.DefaultInternalRanges, [], ["*.corp.example", "10.0.0.1", "localhost"]);
        Assert.Null(rules.Check(IPAddress.Parse("10.0.0.1"), "db.corp.example"));
        Assert.Null(rules.CheckHost("localhost"u8));
        Assert.NotNull(rules.Check(IPAddress.Parse("10.0.0.1"), "10.0.0.1"));
        Assert.NotNull(rules.Check(IPAddress.Parse("10.0.0.1"), "db.corp.example.evil.com"));
    }

    [Fact]
    public void A_reason_never_carries_on_what_the_host_was_to_carry_out()
    {
        var finding = s_default.CheckHost("AKIAIOSFODNN7EXAMPLE.127.0.0.1.nip.io"u8);
        Assert.NotNull(finding);
        Assert.DoesNotContain("AKIA", finding.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0/x")]
    [InlineData("fc00::/129")]
    [InlineData("private")]
    [InlineData("10.0.0.0/-1")]
    public void A_range_that_cannot_be_read_is_named(string range)
    {
        var error = Assert.Throws<FormatException>(() => new AddressRules([range], [], []));
        Assert.Contains(range, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judging_a_public_address_allocates_nothing()
    {
        var address = IPAddress.Parse("93.184.216.34");
        var host = "api.v2.example.com"u8.ToArray();
        for (var i = 0; i < 100; i++)
            Assert.True(s_default.Check(address, "example.com") is null && s_default.CheckHost(host) is null);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            s_default.Check(address, "example.com");
            s_default.CheckHost(host);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
