using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Interception;

namespace Pipelock.EndToEnd.Tests.Clients;

/// <summary>The packages <c>openai</c> and <c>@anthropic-ai/sdk</c> stream through the proxy as if it were not
/// there.</summary>
public sealed class StreamingClientTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] s_sessionFields = ["x-session-id", "authorization", "content-type", "user-agent"];

    public static TheoryData<string> Routes => ["forward", "CONNECT", "opened TLS"];

    [NodeTheory, MemberData(nameof(Routes))]
    public async Task What_the_models_say_arrives_as_it_was_said(string route)
    {
        await using var lab = await (route == "opened TLS" ? TlsLab.StartAsync() : TlsLab.PrepareAsync());
        var proxy = (lab.Proxy ?? site.Proxy).Address;
        var mock = Site.NewAddress();
        var port = FreePort.Next(mock.Address).ToString(CultureInfo.InvariantCulture);
        var script = Path.Combine(await NodePackages.BesideAsync("Clients"), "clients.mjs");
        var run = await ClientRun.OfAsync(
            "node",
            [script, $"{proxy.Address}", proxy.Port.ToString(CultureInfo.InvariantCulture), $"{mock.Address}", port,
                .. route == "forward" ? [] : Certificate(lab, mock.Address)]);
        Assert.True(run.ExitCode == 0, run.Error);
        var told = JsonDocument.Parse(run.Output).RootElement;

        var text = told.GetProperty("text").GetString();
        Assert.Equal(text, told.GetProperty("openai").GetString());
        Assert.Equal(text, told.GetProperty("anthropic").GetString());
        Assert.True(told.GetProperty("openaiWire").GetBoolean(), "the bytes of the OpenAI stream differ");
        Assert.True(told.GetProperty("anthropicWire").GetBoolean(), "the bytes of the Anthropic stream differ");
        Assert.True(told.GetProperty("done").GetBoolean(), "[DONE] did not arrive");
        Assert.Equal(text, told.GetProperty("retried").GetString());
        Assert.Equal(2, told.GetProperty("attempts").GetInt32());
        var fields = told.GetProperty("openaiHeaders");
        Assert.Equal("session-7f", fields.GetProperty("x-session-id").GetString());
        Assert.Equal("Bearer test", fields.GetProperty("authorization").GetString());
        Assert.All(s_sessionFields, name => Assert.True(fields.TryGetProperty(name, out _), name));
        Assert.Equal("session-7f", told.GetProperty("anthropicHeaders").GetProperty("x-session-id").GetString());
        Assert.InRange(told.GetProperty("abortMilliseconds").EnumerateArray().Min(one => one.GetDouble()), 0, 100);
    }

    /// <summary>Files of the mock's certificate, of its key, and of who vouches for what the client sees.</summary>
    private static string[] Certificate(TlsLab lab, IPAddress address)
    {
        using var made = new CertificateForge
        {
            Name = address.ToString(),
            Names = names => names.AddIpAddress(address),
        }.Make(lab.OriginRoot);
        File.WriteAllText(lab.PathOf("mock.pem"), made.ExportCertificatePem());
        File.WriteAllText(lab.PathOf("mock-key.pem"), made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var trust = lab.Proxy is null ? lab.PathOf("origins.pem") : lab.ClientTrust;
        return [lab.PathOf("mock.pem"), lab.PathOf("mock-key.pem"), trust];
    }
}
