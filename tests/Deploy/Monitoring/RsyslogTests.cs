using System.Text.Json.Nodes;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Monitoring;

/// <summary>The real rsyslog receives events and takes the messages apart (RFC 5424).</summary>
public sealed class RsyslogTests
{
    public static TheoryData<string, string> Transports => new()
    {
        { "tcp", "imtcp" },
        { "udp", "imudp" },
    };

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_refusal_arrives_with_its_facility_severity_and_fields(string scheme, string module)
    {
        var directory = Directory.CreateTempSubdirectory("rsyslog-").FullName;
        var port = FreePort.Next();
        var received = Path.Combine(directory, "received");
        var config = Path.Combine(directory, "rsyslog.conf");
        await File.WriteAllTextAsync(config, $$"""
            global(workDirectory="{{directory}}")
            module(load="{{module}}")
            input(type="{{module}}" address="127.0.0.1" port="{{port}}")
            template(name="parts" type="list") {
              property(name="syslogfacility-text") constant(value=" ")
              property(name="syslogseverity-text") constant(value=" ")
              property(name="app-name") constant(value=" ")
              property(name="msgid") constant(value=" ")
              property(name="msg") constant(value="\n")
            }
            action(type="omfile" file="{{received}}" template="parts")
            """);
        await using var rsyslog = Daemon.Start(
            Rsyslogd, "-n", "-f", config, "-i", Path.Combine(directory, "pid"));
        await using var proxy = await RunningProxy.StartAsync($$"""
            emit:
              instance_id: here
              syslog: { address: "{{scheme}}://127.0.0.1:{{port}}", facility: local3 }
            """);

        var line = await rsyslog.UntilAsync("message", async () =>
        {
            Assert.Equal(403, await proxy.AskAsync("http://169.254.169.254/latest"));
            return File.Exists(received)
                ? (await File.ReadAllLinesAsync(received)).FirstOrDefault(one => one.EndsWith('}')) : null;
        });

        Assert.StartsWith("local3 warning pipelock blocked ", line, StringComparison.Ordinal);
        var fields = JsonNode.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal(("blocked", "here"), ((string?)fields["type"], (string?)fields["pipelock_instance"]));
    }

    /// <summary>Debian keeps it where only root's search path leads.</summary>
    private static string Rsyslogd => File.Exists("/usr/sbin/rsyslogd") ? "/usr/sbin/rsyslogd" : "rsyslogd";
}
