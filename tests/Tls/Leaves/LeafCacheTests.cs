using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Tests.Interception;
using Pipelock.Tls.Authority;
using Pipelock.Tls.Leaves;

namespace Pipelock.Tls.Tests.Leaves;

/// <summary>Certificates are for one name, within the authority's time, minted once, and kept within bounds.</summary>
public sealed class LeafCacheTests
{
    private static readonly X509Certificate2 s_root = CertificateForge.Root("Local CA");
    private readonly TestClock _clock = new();

    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "www.example.com", false)]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example", true)]
    [InlineData("under_score.example.com", "under_score.example.com", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8::7", "2001:db8::7", true)]
    [InlineData("EXAMPLE.com.", "example.com", true)]
    [InlineData("a-label-of-some-length.another-label-of-some-length.a-third-one.example.com",
        "a-label-of-some-length.another-label-of-some-length.a-third-one.example.com", true)]
    public void A_leaf_is_for_its_host_alone(string host, string asked, bool fits)
    {
        var leaf = Certificate(Cache(10).Get(host));

        Assert.Equal(fits, leaf.MatchesHostname(asked, allowWildcards: true, allowCommonName: false));
    }

    [Fact]
    public void A_leaf_is_valid_to_strict_verifiers()
    {
        var leaf = Certificate(Cache(10).Get("example.com"));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(s_root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));

        Assert.True(chain.Build(leaf));
        Assert.Single(leaf.Extensions.OfType<X509AuthorityKeyIdentifierExtension>());
        Assert.True(leaf.SerialNumber.Length == 32 && leaf.SerialNumberBytes.Span[0] < 0x80);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    public void An_operators_own_intermediate_signs_and_is_sent_along(int rsaBits)
    {
        var own = new CertificateForge
            { Name = "Own Intermediate", IsAuthority = true, Usage = null, RsaBits = rsaBits };
        var authority = CertificateAuthority.Of(own.Make(s_root), [], _clock);
        var leaf = new LeafFactory(authority, TimeSpan.FromHours(24), _clock).Mint("example.com");
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(s_root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        var sent = leaf.Options.ServerCertificateContext!.IntermediateCertificates;
        chain.ChainPolicy.ExtraStore.AddRange(sent.ToArray());

        Assert.True(chain.Build(Certificate(leaf)));
        Assert.Equal(3, chain.ChainElements.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(400, 300)]
    public void A_leaf_never_outlives_its_authority(int days, int expected)
    {
        var leaf = Certificate(Cache(10, TimeSpan.FromDays(days)).Get("example.com"));

        Assert.Equal(expected, (leaf.NotAfter.ToUniversalTime() - _clock.Now).TotalDays, 0.1);
    }

    [Fact]
    public async Task Many_at_once_get_one()
    {
        var cache = Cache(10);

        var leaves = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => cache.Get("example.com"))));

        Assert.Single(leaves.Distinct());
        Assert.Equal(1, cache.Minted);
    }

    [Fact]
    public void The_oldest_goes_first()
    {
        var cache = Cache(3);
        foreach (var host in new[] { "a.test", "b.test", "c.test", "d.test" }) cache.Get(host);

        Assert.Equal(3, cache.Count);
        cache.Get("d.test");
        Assert.Equal(4, cache.Minted);
        cache.Get("a.test");
        Assert.Equal(5, cache.Minted);
    }

    [Fact]
    public void A_leaf_is_renewed_before_it_expires()
    {
        var cache = Cache(3, TimeSpan.FromHours(1));
        var first = cache.Get("a.test");
        _clock.Now += TimeSpan.FromMinutes(50);
        Assert.Same(first, cache.Get("a.test"));

        _clock.Now += TimeSpan.FromMinutes(8);

        Assert.NotSame(first, cache.Get("a.test"));
        Assert.Equal(1, cache.Count);
    }

    private static X509Certificate2 Certificate(LeafCertificate leaf) =>
        leaf.Options.ServerCertificateContext!.TargetCertificate;

    private LeafCache Cache(int capacity, TimeSpan? lifetime = null)
    {
        var authority = CertificateAuthority.Of(s_root, [], _clock);
        return new LeafCache(new LeafFactory(authority, lifetime ?? TimeSpan.FromHours(24), _clock), capacity, _clock);
    }
}
