using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Forwarding;

/// <summary>A client that nobody here wrote, by plain HTTP and by HTTPS through CONNECT.</summary>
public sealed class CurlTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const int Bulk = 100_000_000;
    private readonly string directory = Directory.CreateTempSubdirectory("pipelock-curl-").FullName;
    private readonly TestOrigin secure = new(Site.NewAddress(), SelfSigned());

    [CurlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Curl_gets(bool tls) =>
        Assert.Equal("{\"ok\":true} 200", await CurlAsync(tls, "/json", "-w", " %{http_code}"));

    [CurlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Curl_posts(bool tls) =>
        Assert.Equal("{\"question\":42}", await CurlAsync(tls, "/echo", "--json", "{\"question\":42}"));

    [CurlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Curl_downloads_a_hundred_million_bytes(bool tls)
    {
        var file = Path.Combine(directory, "download");

        await CurlAsync(tls, $"/bytes/{Bulk}", "-o", file);

        await using var content = File.OpenRead(file);
        Assert.Equal(FillerText.Digest(Bulk), Convert.ToHexStringLower(await SHA256.HashDataAsync(content)));
    }

    [CurlTheory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Curl_uploads_a_hundred_million_bytes(bool tls, bool chunked)
    {
        var file = Path.Combine(directory, "upload");
        await File.WriteAllBytesAsync(file, FillerText.Make(Bulk));
        string[] framing = chunked ? ["-H", "Transfer-Encoding: chunked"] : [];

        // -T sends Expect: 100-continue too; -H with a type keeps curl from announcing a form.
        var answer = await CurlAsync(
            tls, "/digest", ["-X", "POST", "-T", file, "-H", "Content-Type: text/plain", .. framing]);

        Assert.Equal($"{Bulk} {FillerText.Digest(Bulk)}", answer);
    }

    [CurlTheory]
    [InlineData("403", "https://10.0.0.1/")]
    [InlineData("403", "http://10.0.0.1/")]
    public async Task Curl_is_told_when_it_may_not(string status, string url) =>
        Assert.Equal(status, await RunAsync(
            "-o", Path.Combine(directory, "refused"), "-w", url[4] == 's' ? "%{http_connect}" : "%{http_code}", url));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await secure.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private Task<string> CurlAsync(bool tls, string path, params string[] arguments) =>
        RunAsync([.. arguments, (tls ? secure : site.Origin).Url + path]);

    private async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "curl", ["-sS", "-k", "--max-time", "60", "-x", $"http://{site.Proxy.Address}", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("NO_PROXY");
        start.Environment.Remove("no_proxy");
        using var curl = Process.Start(start)!;
        var output = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return output;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=origin.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
