using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>
/// Real clients work through opened TLS when they trust the local authority, and are refused what is refused.
/// </summary>
public sealed class InterceptionClientTests(TlsSite site) : IClassFixture<TlsSite>
{
    private const string Answer =
        "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
        + "\"message\":{\"role\":\"assistant\",\"content\":\"four\"},\"finish_reason\":\"stop\"}]}";

    private static readonly string s_secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;

    private string Proxy => $"http://{site.Lab.Proxy.Address}";

    [ClientTheory("curl")]
    [InlineData("fine", "{\"note\":\"fine\"} 200")]
    [InlineData("{s}", "403")]
    public async Task Curl(string text, string expected)
    {
        var run = await ClientRun.OfAsync(
            "curl",
            ["-sS", "--cacert", site.Lab.ClientTrust, "-x", Proxy, "-w", " %{http_code}", "--json", Body(
                text), site.Origin.Url + "/echo"]);

        Assert.EndsWith(expected, run.Output, StringComparison.Ordinal);
        Assert.False(site.Origin.Record.Saw(s_secret));
    }

    [ClientTheory("python3")]
    [InlineData("fine", "{\"note\":\"fine\"}")]
    [InlineData("{s}", "HTTP Error 403: Forbidden")]
    public async Task Python_urllib(string text, string expected)
    {
        const string Program =
            """
            import sys, urllib.error, urllib.request
            fields = {"Content-Type": "application/json"}
            request = urllib.request.Request(sys.argv[1], data=sys.argv[2].encode(), headers=fields)
            try:
                print(urllib.request.urlopen(request, timeout=30).read().decode())
            except urllib.error.HTTPError as error:
                print(error)
            """;

        var run = await ClientRun.OfAsync(
            "python3", ["-c", Program, site.Origin.Url + "/echo", Body(text)],
            ("HTTPS_PROXY", Proxy), ("SSL_CERT_FILE", site.Lab.ClientTrust));

        Assert.True(run.Output.Trim() == expected, run.Output + run.Error);
        Assert.False(site.Origin.Record.Saw(s_secret));
    }

    [Theory]
    [InlineData("fine", HttpStatusCode.OK)]
    [InlineData("{s}", HttpStatusCode.Forbidden)]
    public async Task HttpClient_of_dotnet(string text, HttpStatusCode expected)
    {
        var trust = new X509ChainPolicy
            { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPemFile(site.Lab.ClientTrust);
        using var handler = new SocketsHttpHandler
        {
            Proxy = new WebProxy(Proxy),
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        };
        using var client = new HttpClient(handler);
        using var content = new StringContent(Body(text), Encoding.UTF8, "application/json");

        using var response = await client.PostAsync(new Uri(site.Origin.Url + "/echo"), content);

        Assert.Equal(expected, response.StatusCode);
        Assert.False(site.Origin.Record.Saw(s_secret));
    }

    [ClientTheory("node", "npm")]
    [InlineData("What is two and two?", "four")]
    [InlineData("{s}", "403")]
    public async Task The_openai_client_of_npm(string text, string expected)
    {
        site.Origin.Scripts["chat"] = Script.Whole("application/json", Answer);
        const string Program =
            """
            import OpenAI from "openai";
            import { ProxyAgent, fetch } from "undici";
            const [url, proxy, content] = process.argv.slice(2);
            const client = new OpenAI({ baseURL: url, apiKey: "none", maxRetries: 0, fetch,
              fetchOptions: { dispatcher: new ProxyAgent(proxy) } });
            try {
              const messages = [{ role: "user", content }];
              const answer = await client.chat.completions.create({ model: "m", messages });
              console.log(answer.choices[0].message.content);
            } catch (error) {
              console.log(error.status ?? error);
            }
            process.exit(0);
            """;
        var modules = await NodePackages.BesideAsync("Clients");
        var script = Path.Combine(modules, $"client-{Guid.NewGuid():n}.mjs");
        await File.WriteAllTextAsync(script, Program);

        var run = await ClientRun.OfAsync(
            "node", [script, site.Origin.Url + "/script", Proxy, text.Replace("{s}", s_secret, StringComparison.Ordinal)],
            ("NODE_EXTRA_CA_CERTS", site.Lab.ClientTrust));
        File.Delete(script);

        Assert.True(run.Output.Trim() == expected, run.Output + run.Error);
        Assert.False(site.Origin.Record.Saw(s_secret));
    }

    [ClientTheory("git")]
    [InlineData("contents of the file")]
    public async Task Git_clones(string content)
    {
        var source = site.Lab.PathOf("source");
        var copy = site.Lab.PathOf("copy");
        var script = $"git init -q {source} && cd {source} && printf '%s' '{content}' > file && git add file "
            + "&& git -c user.name=t -c user.email=t@example.com commit -qm first && git update-server-info";
        Assert.Equal(0, (await ClientRun.OfAsync("sh", ["-c", script])).ExitCode);
        await using var files = new FileOrigin(site.Lab, Path.Combine(source, ".git"));

        var run = await ClientRun.OfAsync(
            "git", ["-c", $"http.proxy={Proxy}", "clone", "-q", files.Url, copy], (
                "GIT_SSL_CAINFO", site.Lab.ClientTrust));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(content, await File.ReadAllTextAsync(Path.Combine(copy, "file")));
    }

    private static string Body(string text) =>
        $"{{\"note\":\"{text.Replace("{s}", s_secret, StringComparison.Ordinal)}\"}}";
}
