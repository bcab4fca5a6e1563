using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Tests.Dns;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>
/// A gateway with the shipped rules, and behind it a machine that knows of no proxy: all in namespaces.
/// </summary>
/// <remarks>client 10.77.0.2 ──► gateway 10.77.0.1 with pipelock ──► origins at 203.0.113.10, ports 80 and
/// 443.</remarks>
internal sealed class TransparentLab : IAsyncDisposable
{
    private const string Origin = "203.0.113.10";
    private const string Token = "a-token-of-the-tests";

    /// <summary>Names of the origins: opened, refused, and passed through.</summary>
    private static readonly string[] s_names = ["allowed.test", "blocked.test", "closed.test"];

    private readonly Lab lab;
    private readonly TlsLab files;
    private readonly List<Process> running = [];
    private readonly List<OutputCapture> origins = [];
    private string client = "";

    private TransparentLab(Lab lab, TlsLab files)
    {
        this.lab = lab;
        this.files = files;
    }

    /// <summary>What the origins were asked.</summary>
    public IEnumerable<string> Requests => origins.SelectMany(origin => origin.Lines.Skip(1));

    /// <summary>What the proxy logged.</summary>
    public OutputCapture Log => lab.Proxy.Log;

    /// <summary>Starts everything.</summary>
    public static async Task<TransparentLab> StartAsync()
    {
        var files = await TlsLab.PrepareAsync();
        var settings = new ProxySettings
        {
            Monitoring = ["blocklist: [\"blocked.test\"]"],
            More = $"trusted_domains: [\"{string.Join("\", \"", s_names)}\"]\n"
                + "transparent_proxy: {enabled: true, listen: \":3129\", tls_listen: \":3130\"}\n"
                + $"kill_switch: {{api_token: {Token}}}\n" + files.Yaml("passthrough_domains: [\"closed.test\"]"),
        };
        var lab = await Lab.StartAsync(settings, [.. s_names.Select(name => $"{name}={Origin}")]);
        var whole = new TransparentLab(lab, files);
        await whole.WireAsync();
        await whole.ServeAsync();
        return whole;
    }

    /// <summary>curl on the client's machine, which has no name server: all names lead to the origin.</summary>
    public async Task<(int Code, string Output)> CurlAsync(params string[] arguments)
    {
        var names = s_names.SelectMany(
            name => new[] { "--resolve", $"{name}:80:{Origin}", "--resolve", $"{name}:443:{Origin}" });
        return await RunAsync(
        [
            "nsenter", "-n", "-t", client, "curl", "-sS", "--max-time", "20", "--cacert", files.ClientTrust,
            .. names, .. arguments,
        ]);
    }

    /// <summary>Stops all traffic, or lets it go on.</summary>
    public async Task StopAsync(bool active)
    {
        var body = $"{{\"active\":{(active ? "true" : "false")}}}";
        var answer = await lab.Proxy.ExchangeAsync(
            $"POST /api/v1/killswitch HTTP/1.1\r\nHost: {lab.Proxy.Address}\r\nAuthorization: Bearer {Token}\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", "POST");
        Assert.Equal(200, answer.Status);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in running)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await lab.DisposeAsync();
        await files.DisposeAsync();
    }

    private async Task WireAsync()
    {
        // The client's machine is a namespace that lives as long as a process in it.
        var machine = lab.Start("unshare", "-n", "sh", "-c", "echo up; exec sleep infinity");
        running.Add(machine);
        client = machine.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("up", await machine.StandardOutput.ReadLineAsync());
        var rules = files.PathOf("gateway.nft");
        var shipped = await File.ReadAllTextAsync(
            Path.Combine(ProgramUnderTest.SourceTree, "deploy", "nftables", "gateway.nft"));
        await File.WriteAllTextAsync(rules, shipped.Replace("\"eth1\"", "\"v0\"", StringComparison.Ordinal));
        var script = $"""
            set -e
            ip address add {Origin}/32 dev lo
            ip link add v0 type veth peer name v1 netns {client}
            ip address add 10.77.0.1/24 dev v0
            ip link set v0 up
            nsenter -n -t {client} sh -c '
                ip address add 10.77.0.2/24 dev v1
                ip link set v1 up
                ip link set lo up
                ip route add default via 10.77.0.1'
            PATH=$PATH:/usr/sbin nft -f {rules}
            """;
        var (code, output) = await RunAsync("sh", "-c", script);
        Assert.True(code == 0, output);
    }

    private async Task ServeAsync()
    {
        var leaf = CertificateForge.Leaf(files.OriginRoot, "allowed.test");
        await File.WriteAllTextAsync(files.PathOf("leaf.pem"), leaf.ExportCertificatePem());
        await File.WriteAllTextAsync(
            files.PathOf("leaf-key.pem"), leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        foreach (var arguments in new string[][] { [$"{Origin}:80"],
            [$"{Origin}:443", files.PathOf("leaf.pem"), files.PathOf("leaf-key.pem")] })
        {
            var origin = lab.Start(["dotnet", ProgramUnderTest.OriginAssembly, .. arguments]);
            running.Add(origin);
            var output = new OutputCapture();
            output.Attach(origin);
            origins.Add(output);
            await output.WaitForAsync("origin", line => line == "listening");
        }
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] command)
    {
        using var process = lab.Start(command);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
