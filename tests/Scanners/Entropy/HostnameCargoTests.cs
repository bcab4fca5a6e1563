using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Tests.Entropy;

public sealed class HostnameCargoTests
{
    private static readonly HostnameCargo s_cargo = new(4.0, new HostPatterns(["*.measured-elsewhere.example"]));

    public static TheoryData<string, string> Loaded => new()
    {
        { "hex with dashes like a UUID, longer", "414b4941-494f5346-4f444e4e-37455841-4d504c45.d.example" },
        { "a password that says so", "password-is-hunter2-for-admin.exfil.example" },
        { "a token that says so", "token-ghp-abcdefghijklmnop1234.exfil.example" },
        { "letters as numbers", "115-101-99-114-101-116.exfil.example" },
        { "letters as numbers of three digits", "115101099114.101116045112.097115115.exfil.example" },
        { "letters as octal numbers", "163145143162.145164055160.141163163.exfil.example" },
        { "many short labels without a word", "k3j4h5.g6f7d8.s9a0q1.w2e3r4.t5y6u7.exfil.example" },
        { "one label of base 64", "c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA.exfil.evil.com" },
        { "base 64 of a password", "cGFzc3dvcmQ9aHVudGVyMg.evil.com" },
        { "base 64 with the URL alphabet", "P3Rva2VuPT9hYmMmaz12-_.evil.com" },
        { "base 64 cut at multiples of four", "c2VjcmV0.X3Rva2Vu.XzEyMzQ1.evil.com" },
        { "base 64 cut anywhere", "c2Vjcm.V0X3Rva.2VuXzEyMz.Q1Njc4OTA.x.evil.com" },
        { "one label of hex", "414b4941494f53464f444e4e374558414d504c45.evil.com" },
        { "hex in capitals", "414B4941494F53464F444E4E374558414D504C45.evil.com" },
        { "hex of an assignment", "746f6b656e3d616263313233.collect.evil.com" },
        { "hex cut in two", "414b4941494f53464f44.4e4e374558414d504c45.evil.com" },
        { "hex cut small", "414b49.41494f.53464f.444e4e.374558.414d50.4c45.evil.com" },
        { "hex of digits only", "3132333435363738393031323334353637383930.evil.com" },
        { "hex in two short labels", "4150494b4559.313233343536.evil.com" },
        { "base 32", "JFHFGRSPIRHE4N2FLBAU2UCMIU.evil.com" },
        { "base 32 in lower case", "onswg4tfor2g623fnyytemzuguztq.evil.com" },
        { "base 32 cut in two", "ONSWG4TFOR2G623F.NYYTEMZUGUZTQ.evil.com" },
        { "hex and base 32 mixed", "4150494b4559.313233343536.JBSWY3DP.EHPK3PXP.exfil.evil.com" },
        { "numbered pieces of hex", "c1-414b494149.c2-4f53464f44.c3-4e4e374558.evil.com" },
        { "a random label", "x9kj2mnpq4rstuvwxyz1abcdefghijkl.evil.com" },
        { "a random label with capitals", "aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL.evil.com" },
        { "a chain of random labels", "kq8zj3xw1v.m4t9yb2rlc.p6s0dfh7ga.z1x8c5v3bn.w9e2r4t6yu.evil.com" },
        { "hex longer than any digest", "8f1e3a7c9b2d4f6e8a0c1b3d5f7e9a2c4b6d8f0e1a3c5b7d9f8e1d3c5b.evil.com" },
        { "two digests in a row", "d41d8cd98f00b204e9800998ecf8427e.a3f5c9e1b7d2486095e8c1f4a6b3d7e0.evil.com" },
        { "under a public suffix of two labels", "c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA.evil.co.uk" },
        { "under a private suffix", "c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA.attacker.workers.dev" },
        { "numbered pieces in front of hex", "0x414b494132.1x3350575833.2x584f4a5741.c.example.net" },
        { "numbered pieces, a byte each", "s073.s165.s263.s372.s465.s574.c.example.net" },
        { "numbered in two digits", "p00x746865.p01x206b65.p02x792069.c.example.net" },
        { "hex of a length that no digest has", "s015bad-0-e9bf88192165f2a7007f0c53f486a7.v.example.net" },
        { "many labels of one length", "ghpfake.token12.3456789.0abcdef.c.example.net" },
        { "the words of a wallet",
            "cat.swing.flag.economy.stadium.alone.churn.speed.unique.patch.report.train.example.net" },
        { "decimal digits that spell letters and digits", "7061737331323334.c.example.net" },
        { "an id for a collector", "f8a7d6c5b4e3f2a1d0c9b8a7.oast.fun" },
        { "an id for a host that says what it takes", "f8a7d6c5b4e3f2a1d0c9b8a7.exfil.example.net" },
        { "the number of a card beside a word", "card-4556737586899855.example.net" },
        { "the number of a card in groups", "4556-7375-8689-9855-0927-123.example.net" },
        { "the number of a card in four labels", "pay.4556.7375.8689.9855.example.net" },
        { "the number of a card behind another group", "0042-4556-7375-8689-9855.example.net" },
        { "with the root's dot", "c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA.evil.com." },
        { "text under a cloud's zone", "c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA.tunnel.eastus.azurecontainerapps.io" },
    };

    [Theory]
    [MemberData(nameof(Loaded))]
    public void A_host_that_carries_data_is_found(string what, string host)
    {
        var finding = s_cargo.Check(Encoding.ASCII.GetBytes(host));
        Assert.True(finding is { Layer: ScanLayer.SubdomainEntropy, Severity: >= Severity.Medium }, what);
        Assert.DoesNotContain(host.Split('.')[0], finding!.Reason, StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<string> Ordinary =>
    [
        "password-reset.example.com", "secret-manager.prod.example.com", "token-service-v2.example.com",
        "ec2-54-10-0-1.compute-1.amazonaws.com", "2026-03-10-build.example.com", "10-0-0-5-node.example.com",
        "db1.shard2.replica3.example.com", "node01.node02.example.com", "f8a7d6c5b4e3f2a1d0c9b8a7.example.com",
        "1234567890123456.example.com", "card-4556737586899856.example.com", "4556-7375-8689.example.com",
        "4556.7375.x.8689.9855.example.com", "9556-7375-8689-9855.example.com", "web01.rack2.zone3.example.com", "a1.b2.c3.d4.example.com",
        "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12.preview.example.com", "shop.evil-genius.example.com",
        "example.com", "www.example.com", "api.v2.staging.example.com", "cdnjs.cloudflare.com", "fonts.googleapis.com",
        "raw.githubusercontent.com", "objects.githubusercontent.com", "avatars.githubusercontent.com",
        "generativelanguage.googleapis.com", "us-central1-aiplatform.googleapis.com", "api.openai.com",
        "api.anthropic.com",
        "bedrock-runtime.us-east-1.amazonaws.com", "my-resource-name.openai.azure.com", "registry-1.docker.io",
        "production.cloudflare.docker.com", "d111111abcdef8.cloudfront.net", "d3a4b5c6d7e8f9.cloudfront.net",
        "my-bucket.s3.us-west-2.amazonaws.com", "my-bucket-1a2b3c4d5e6f.s3.amazonaws.com",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com", "445566778899.dkr.ecr.eu-west-1.amazonaws.com",
        "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
        "0123456789ABCDEF0123456789ABCDEF.gr7.us-east-1.eks.amazonaws.com",
        "abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws",
        "search-mydomain-a1b2c3d4e5f6g7h8i9j0k1l2m3.us-east-1.es.amazonaws.com",
        "internal-my-load-balancer-1234567890.us-east-1.elb.amazonaws.com", "ec2-54-10-20-30.compute-1.amazonaws.com",
        "my-app-git-feature-branch-my-team.vercel.app", "my-app-9f8e7d6c5-my-team.vercel.app",
        "deploy-preview-42--my-site.netlify.app",
        "fuzzy-space-bassoon-7vxx5rgg9jxhprr9-3000.app.github.dev", "8080-owner-repo-abc123xyz78.ws-eu107.gitpod.io",
        "550e8400-e29b-41d4-a716-446655440000.us-east4-0.gcp.cloud.qdrant.io",
        "pub-0123456789abcdef0123456789abcdef.r2.dev",
        "0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com", "cluster0-shard-00-00.ab1cd.mongodb.net",
        "ep-cool-darkness-123456.us-east-2.aws.neon.tech", "abcdefghijklmnopqrst.supabase.co",
        "o123456.ingest.sentry.io",
        "r3---sn-4g5ednsl.googlevideo.com", "rr2---sn-25ge7nzk.googlevideo.com", "lh3.googleusercontent.com",
        "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi.ipfs.dweb.link",
        "my-service.default.svc.cluster.local",
        "my-app-5d8f9c7b6d-x2k4j.my-namespace.pod.cluster.local", "prometheus-k8s-0.monitoring.example.com",
        "static-assets-production-europe-west-2.example.com", "internationalization-documentation.example.org",
        "mail.very-long-company-name-with-many-words.example.com", "1a2b3c4d.example.com", "deadbeef.example.com",
        "20240115.releases.example.com", "33445566.example.com", "pr-1234.preview.example.com",
        "v1-2-3.docs.example.com",
        "ec2.us-gov-west-1.amazonaws.com", "s3.dualstack.us-east-1.amazonaws.com", "github.com",
        "files.pythonhosted.org",
        "xn--bcher-kva.shop.example.com", "da39a3ee5e6b4b0d3255bfef95601890afd80709.cdn.example.com",
        "d41d8cd98f00b204e9800998ecf8427e.example.com", "127.0.0.1", "::1", "localhost", "co.uk",
        "facebook.example.com",
        "beefcafe1234.example.com", "MyCompany-Api.example.com", "WWW.EXAMPLE.COM", "API.EXAMPLE.COM",
        "KUBERNETES.EXAMPLE.COM",
        "login.microsoftonline.com", "myaccount.blob.core.windows.net", "z13.web.core.windows.net",
        "a.b.c.d.e.f.g.example.com",
        "one.two.three.four.five.six.example.com", "ds-aksb-a.akamaihd.net", "e1234.dscb.akamaiedge.net",
        "ab12cd34ef56.measured-elsewhere.example", "c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA.measured-elsewhere.example",
    ];

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void A_host_in_use_is_left_alone(string host)
    {
        var finding = s_cargo.Check(Encoding.ASCII.GetBytes(host));
        Assert.True(finding is null, finding?.Reason);
    }

    [Fact]
    public void Any_words_in_any_encoding_are_found_in_one_label() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(59, 61).WithMaxTest(200),
        Prop.ForAll(
            Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".ToCharArray())
                .ArrayOf(18).ToArbitrary(),
            secret =>
            {
                var bytes = Encoding.ASCII.GetBytes(secret);
                return s_cargo.Check(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes) + ".evil.com")) is not null;
            }));

    [Fact]
    public void No_bytes_make_it_throw() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(67, 71).WithMaxTest(2000),
        Prop.ForAll(
            Gen.Elements("abcXYZ0123456789._-".ToCharArray()).ArrayOf().Where(c => c.Length < 250).ToArbitrary(),
            text =>
            {
                s_cargo.Check(Encoding.ASCII.GetBytes(text));
                return true;
            }));

    [Fact]
    public void A_clean_host_allocates_nothing()
    {
        var host = "static-assets-production-europe-west-2.v3.example.com"u8.ToArray();
        s_cargo.Check(host);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            s_cargo.Check(host);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
