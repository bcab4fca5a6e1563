using System.Text;

namespace Pipelock.Scanners.Tests.Url;

/// <summary>The layers that judge the form of a URL and its host, through the whole engine.</summary>
public sealed class UrlLayersTests : IClassFixture<EngineFixture>
{
    private readonly EngineFixture _engines;

    public UrlLayersTests(EngineFixture engines) => _engines = engines;

    public static TheoryData<string, ScanLayer, string> Blocked => new()
    {
        // scheme
        { "ftp://a.example/x", ScanLayer.Scheme, "scheme \"ftp\" not allowed: only http and https" },
        { "file:///etc/passwd", ScanLayer.Scheme, "scheme \"file\" not allowed: only http and https" },
        { "gopher://a.example:70/_x", ScanLayer.Scheme, "scheme \"gopher\" not allowed: only http and https" },
        { "javascript:alert(1)", ScanLayer.Scheme, "scheme \"javascript\" not allowed: only http and https" },
        { "data:text/html,x", ScanLayer.Scheme, "scheme \"data\" not allowed: only http and https" },
        { "ws://a.example/", ScanLayer.Scheme, "scheme \"ws\" not allowed: only http and https" },
        { "dict://127.0.0.1:11211/stat", ScanLayer.Scheme, "scheme \"dict\" not allowed: only http and https" },
        { "AKIAIOSFODNN7EXAMPLE://x/", ScanLayer.Scheme, "scheme not allowed: only http and https" },

        // parser
        { "http://127%2e0.0.1/", ScanLayer.Parser, "invalid URL: " },
        { "http://a.example/\r\nSet-Cookie:x", ScanLayer.Parser, "invalid URL: " },
        { "not a url", ScanLayer.Parser, "invalid URL: " },
        { "https://trusted.example@evil.example/", ScanLayer.Parser, "the user name in the URL looks like a host" },
        { "https://www.bank.com:443@evil.example/", ScanLayer.Parser, "the user name in the URL looks like a host" },

        { "http://127.0.0.1%2f@evil.example/", ScanLayer.Parser, "the user name in the URL looks like a host" },

        // line breaks
        { "http://a.example/%0d%0aSet-Cookie:x=1", ScanLayer.CrlfInjection, "CRLF injection: encoded CRLF" },
        { "http://a.example/?x=%0D%0AX-Injected:1", ScanLayer.CrlfInjection, "CRLF injection: encoded CRLF" },
        { "http://a.example/?x=%250d%250aX:1", ScanLayer.CrlfInjection, "CRLF injection: double-encoded CRLF" },
        { "http://a.example/?x=%25250d%25250aX:1", ScanLayer.CrlfInjection, "CRLF injection: double-encoded CRLF" },
        { "http://a.example/?x=%0aX:1", ScanLayer.CrlfInjection, "CRLF injection: encoded line feed" },
        { "http://a.example/?x=%0dX:1", ScanLayer.CrlfInjection, "CRLF injection: encoded carriage return" },
        { "http://a.example/?x=%250aX:1", ScanLayer.CrlfInjection, "CRLF injection: double-encoded line break" },
        { "http://a.example/?x=%E5%98%8A%E5%98%8DX:1", ScanLayer.CrlfInjection, "CRLF injection: character that" },

        // readable text in hexadecimal, which has too few digits to look random
        {
            "https://a.example/c?d=74686520717561727465726c79206e756d626572732061726520646f776e", ScanLayer.Entropy,
            "query value carries hex-encoded text"
        },
        {
            "https://a.example/74686520717561727465726c79206e756d626572732061726520646f776e", ScanLayer.Entropy,
            "path segment carries hex-encoded text"
        },
        { // hexadecimal that is longer than any digest
            $"https://a.example/c?d={new string('b', 131)}7", ScanLayer.Entropy,
            "query value carries 66 bytes of hex-encoded data"
        },
        { // an authorization code comes with the state it answers
            "https://a.example/cb?code=kD83nZq0VbT2yXw7LmR5sPfJ1hGc9uEa", ScanLayer.Entropy, "high entropy query value"
        },
        { // named as a message of single sign-on without being one
            "https://a.example/?SAMLRequest=kD83nZq0VbT2yXw7LmR5sPfJ1hGc9uEa", ScanLayer.Entropy, "high entropy"
        },

        // path traversal
        { "http://a.example/../etc/passwd", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/..", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%2e%2e/b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/.%2E/b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%2e./b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a%2f..%2fb", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/..%2fb", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/..%5cb", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a%5c..%5cb", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%252e%252e/b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%252e%252e%252fb", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%25252e%25252e/b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%c0%ae%c0%ae/b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/..%c0%afb", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/..%e0%80%afb", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%E0%80%AE%E0%80%AE/b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/%u002e%u002e/b", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/a/..;/manager/html", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/....//....//etc/passwd", ScanLayer.PathTraversal, "path traversal: " },
        { "http://a.example/x.php%00.png", ScanLayer.PathTraversal, "path traversal: null byte" },
        { "http://a.example/get?file=../../../../etc/passwd", ScanLayer.PathTraversal, "path traversal: ascent" },
        { "http://a.example/get?file=..%2f..%2f..%2fetc%2fpasswd", ScanLayer.PathTraversal, "path traversal: ascent" },
        { "http://a.example/get?file=%252e%252e%252f%252e%252e%252f.ssh/id_rsa", ScanLayer.PathTraversal,
            "path traversal: " },
        { "http://a.example/get?file=..\u005c..\u005cwindows", ScanLayer.Parser, "invalid URL: " },

        // blocklist
        { "https://pastebin.com/x", ScanLayer.Blocklist, "domain blocked: pastebin.com matches *.pastebin.com" },
        { "https://A.B.PasteBin.com./x", ScanLayer.Blocklist, "domain blocked: " },
        { "https://exfil-collector.example.net/", ScanLayer.Blocklist,
            "domain blocked: exfil-collector.example.net matches " },
        { "http://203.0.113.7/", ScanLayer.Blocklist, "domain blocked: 203.0.113.7 matches 203.0.113.7" },
        { "http://0xcb007107/", ScanLayer.Blocklist, "domain blocked: 203.0.113.7 matches 203.0.113.7" },

        // internal hosts, the configurable ranges being empty
        { "http://127.0.0.1/admin", ScanLayer.CoreSsrf, "core SSRF: connection to internal IP 127.0.0.1" },
        { "http://2130706433/admin", ScanLayer.CoreSsrf, "core SSRF: connection to internal IP 127.0.0.1" },
        { "http://0x7f000001/admin", ScanLayer.CoreSsrf, "core SSRF: connection to internal IP 127.0.0.1" },
        { "http://0177.0.0.1/admin", ScanLayer.CoreSsrf, "core SSRF: connection to internal IP 127.0.0.1" },
        { "http://[::ffff:127.0.0.1]/admin", ScanLayer.CoreSsrf, "core SSRF: connection to internal IP " },
        { "http://[::1]/admin", ScanLayer.CoreSsrf, "core SSRF: connection to internal IP ::1" },
        { "http://[::]/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://127.1:8080/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://0/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://169.254.169.254/latest/meta-data/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://[fd00:ec2::254]/latest/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://metadata.google.internal/computeMetadata/v1/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://localhost:6379/", ScanLayer.CoreSsrf, "core SSRF: localhost is a name of this machine" },
        { "http://user@127.0.0.1/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://10.0.0.5/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://192.168.1.1/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://172.16.0.1/", ScanLayer.CoreSsrf, "core SSRF: " },
        { "http://127.0.0.1.nip.io/", ScanLayer.CoreSsrf, "core SSRF: " },

        // host labels
        { "https://c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA.exfil.evil.com/check", ScanLayer.SubdomainEntropy,
            "host labels carry base64" },
        { "https://4150494b4559.313233343536.JBSWY3DP.EHPK3PXP.exfil.evil.com/mixed", ScanLayer.SubdomainEntropy,
            "host labels carry" },
        { "https://x9kj2mnpq4rstuvwxyz1abcdefghijkl.evil.com/", ScanLayer.SubdomainEntropy,
            "high entropy subdomain label (" },

        // entropy
        { "https://evil.example.com/x9Kj2mNpQ4rStUvWxYz1aBcDeFgHiJkL", ScanLayer.Entropy,
            "high entropy path segment (" },
        { "https://evil.example.com/p?d=aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL", ScanLayer.Entropy,
            "high entropy query value (" },
        { "https://evil.example.com/p?aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL=1", ScanLayer.Entropy,
            "high entropy query key (" },
        { "https://evil.example.com/p?%61B3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL", ScanLayer.Entropy,
            "high entropy query value (" },
        { "https://evil.example.com/p?d=%f1%8a%9c%03%b2%c7%e4%d9%81%a5%be%13%f0%96%ac%dd%e8%7f%c3%b9",
            ScanLayer.Entropy, "high" },
        { "https://evil.example.com/p?state=dGhlIHF1YXJ0ZXJseSBudW1iZXJzIGFyZSBub3QgcHVibGlj", ScanLayer.Entropy,
            "high entropy query" },

        // length, last
        { "https://a.example/" + "a/".PadRight(2100, '/'), ScanLayer.Length, "URL length 2118 exceeds maximum 2048" },
    };

    [Theory]
    [MemberData(nameof(Blocked))]
    public void A_url_is_stopped_by_its_layer(string url, ScanLayer layer, string reason)
    {
        var findings = _engines.Measured.ScanUrl(Encoding.UTF8.GetBytes(url));
        Assert.False(findings.IsClean);
        Assert.Equal(layer, findings[0].Layer);
        Assert.StartsWith(reason, findings[0].Reason, StringComparison.Ordinal);
        Assert.NotEmpty(findings[0].Where);
        Assert.NotEmpty(findings[0].RuleId);
        Assert.NotEmpty(findings[0].RuleName);
    }

    [Theory]
    [MemberData(nameof(BenignUrls.All), MemberType = typeof(BenignUrls))]
    public void An_ordinary_url_passes(string url)
    {
        var findings = _engines.Measured.ScanUrl(Encoding.UTF8.GetBytes(url));
        Assert.True(findings.IsClean,
            findings.IsClean ? "" : $"{findings[0].Layer}: {findings[0].Reason} in {findings[0].Where}");
    }

    [Theory]
    [InlineData("https://api.good.example/x", true)]
    [InlineData("https://good.example/x", true)]
    [InlineData("https://evil.example/x", false)]
    [InlineData("https://good.example.evil.example/x", false)]
    public void In_strict_mode_only_listed_hosts_are_reachable(string url, bool isAllowed)
    {
        using var strict = ScanEngine.Build(
            EngineFixture.Quiet with { EnforceAllowlist = true, Allowlist = ["*.good.example"] });
        var findings = strict.ScanUrl(Encoding.ASCII.GetBytes(url));
        Assert.Equal(isAllowed, findings.IsClean);
        if (!isAllowed)
            Assert.StartsWith("domain not in allowlist: ", findings[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_allowlist_binds_nobody()
    {
        using var strict = ScanEngine.Build(EngineFixture.Quiet with { EnforceAllowlist = true });
        Assert.True(strict.ScanUrl("https://a.example/"u8).IsClean);
    }

    [Fact]
    public void The_blocklist_wins_over_the_allowlist()
    {
        using var engine = ScanEngine.Build(
            EngineFixture.Quiet with { EnforceAllowlist = true, Allowlist = ["a.example"], Blocklist = ["a.example"] });
        Assert.Equal(ScanLayer.Blocklist, engine.ScanUrl("https://a.example/"u8)[0].Layer);
    }

    [Fact]
    public void With_configured_ranges_an_internal_literal_is_the_ssrf_layers()
    {
        using var engine = ScanEngine.Build(EngineFixture.Quiet);
        var finding = engine.ScanUrl("http://10.0.0.1/"u8)[0];
        Assert.Equal(ScanLayer.Ssrf, finding.Layer);
        Assert.Equal("SSRF blocked: connection to internal IP 10.0.0.1", finding.Reason);
    }

    [Fact]
    public void An_allowed_internal_address_passes() =>
        Assert.True(_engines.Measured.ScanUrl("http://127.77.0.1:20001/page?x=1"u8).IsClean);

    [Fact]
    public void An_excluded_host_is_not_measured_in_its_path_but_in_its_query()
    {
        using var engine = ScanEngine.Build(
            EngineFixture.Quiet with { SubdomainEntropyExclusions = ["*.cdn.example"] });
        Assert.True(engine.ScanUrl("https://x9kj2mnpq4rstuvwxyz1abcdefghijkl.cdn.example/"u8).IsClean);
        Assert.True(engine.ScanUrl("https://cdn.example/aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL"u8).IsClean);
        Assert.False(engine.ScanUrl("https://cdn.example/?d=aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL"u8).IsClean);
    }

    [Fact]
    public void Thresholds_of_zero_switch_the_measuring_off()
    {
        using var engine = ScanEngine.Build(
            EngineFixture.Quiet with { EntropyThreshold = 0, SubdomainEntropyThreshold = 0, MaxUrlLength = 0 });
        Assert.True(engine.ScanUrl("https://a.example/aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL"u8).IsClean);
    }

    [Theory]
    [InlineData("socket.io/?EIO=4&transport=polling&sid=6OcvIrToHx63b94ZiP0a", true)]
    [InlineData("socket.io/?EIO=4&sid=6OcvIrToHx63b94ZiP0a", false)]
    [InlineData("socket.io/?transport=polling&sid=6OcvIrToHx63b94ZiP0a", false)]
    [InlineData("socket.io/?EIO=4&transport=polling&d=6OcvIrToHx63b94ZiP0a", false)]
    [InlineData("socket.io/?EIO=4&transport=polling&sid=6OcvIrToHx63b94ZiP0aQ", false)]
    [InlineData("pool/libssl3t64_3.5.1-1+deb13u1_amd64.deb", true)]
    [InlineData("pool/libqt6bodymovin6_6.4.2-1_amd64.udeb", true)]
    [InlineData("pool/libssl3t64_3.5.1-1+deb13u1_amd64.tgz", false)]
    [InlineData("pool/libssl3t64_u3.5.1-1+deb13u1_amd64.deb", false)]
    [InlineData("pool/libssl3t64_3.5.1-1+deb13u1_armqz.deb", false)]
    [InlineData("pool/libssl3t64_3.5.1-1+Deb13u1_amd64.deb", false)]
    [InlineData("pool/x_1zk4pq9vlm2xt7wb3nr8yc5hj6dg4f_amd64.deb", false)]
    [InlineData("pool/1zk4pq9vlm2xt7wb3nr8yc5hj6dg4fs1_1_amd64.deb", false)]
    [InlineData("x?page_info=eyJkaXIiOiJuZXh0IiwibGFzdCI6IkNhbnZhcyBUb3RlIEJhZyJ9", true)]
    [InlineData("x?page_info=eyJ4IjoidGhlIHNhbGFyeSBvZiBhbm5hIGlzIG5pbmV0eSJ9", false)]
    [InlineData("x?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf", true)]
    [InlineData("x?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf7", false)]
    [InlineData("x?list=QLrAXtmErZgOeiKm4sgNOknGvNjby9efdf", false)]
    public void What_a_service_made_is_not_measured_and_its_likeness_is(string rest, bool isClean) => Assert.Equal(
        isClean, _engines.Measured.ScanUrl(Encoding.ASCII.GetBytes("https://a.example.com/" + rest)).IsClean);

    [Theory]
    [InlineData("https://evil.example.com/p?note=aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL", "query value \"note\"")]
    [InlineData("https://evil.example.com/p?note=ABCDEFGHIJKLMaB3xK9mP2qR7sT5vW8yZ", "query value \"note\"")]
    [InlineData("https://evil.example.com/p?x=1&aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL=1", "query key 2")]
    [InlineData("https://evil.example.com/aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL", "path")]
    public void A_finding_says_where(string url, string where) =>
        Assert.Equal(where, _engines.Measured.ScanUrl(Encoding.ASCII.GetBytes(url))[0].Where);
}
