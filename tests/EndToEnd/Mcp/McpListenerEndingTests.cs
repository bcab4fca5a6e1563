using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>However an exchange over HTTP ends, nothing of it is left in the listener: no socket, no memory.</summary>
/// <remarks><c>PIPELOCK_MCP_ROUNDS</c> says how often each way is gone.</remarks>
public sealed class McpListenerEndingTests
{
    private const int WarmRounds = 20;
    private const int MostMegabytes = 64;

    /// <summary>Connections to the server that may be kept for the next exchange.</summary>
    private const int IdleSockets = 4;

    private static int Rounds => int.Parse(
        Environment.GetEnvironmentVariable("PIPELOCK_MCP_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    /// <summary>What the server does, and whether the client stays for the answer.</summary>
    public static TheoryData<string, string, bool> Ways
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var transport in (string[])["HTTP with JSON", "HTTP with SSE", "HTTP+SSE of 2024"])
            {
                rows.Add(transport, "cut", true);
                rows.Add(transport, "hang", false);
                rows.Add(transport, "flood", false);
                rows.Add(transport, "big", false);
                rows.Add(transport, "stream", false);
            }

            return rows;
        }
    }

    [NodeTheory, MemberData(nameof(Ways))]
    public async Task Nothing_is_left(string transport, string say, bool stays)
    {
        await using var site = await McpSite.StartAsync(transport);
        var sockets = Sockets(site.ProxyId);
        for (var round = 0; round < WarmRounds; round++) await RoundAsync(site.Url!, say, stays);
        var before = Megabytes(site.ProxyId);

        for (var round = 0; round < Rounds; round++) await RoundAsync(site.Url!, say, stays);

        await Eventually.HoldsAsync(
            () => Task.FromResult(Sockets(site.ProxyId) <= sockets + IdleSockets), "the end of all sockets");
        Assert.InRange(Megabytes(site.ProxyId) - before, double.MinValue, MostMegabytes);
        if (!transport.EndsWith("2024", StringComparison.Ordinal))
            Assert.NotNull((await site.Wire.AskAsync("ping"))["result"]);
    }

    private static async Task RoundAsync(Uri url, string say, bool stays)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, url.Port);
        client.LingerState = new LingerOption(enable: true, seconds: 0); // Gone without a word: RST.
        var body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
            + $"\"params\":{{\"name\":\"lookup\",\"arguments\":{{\"say\":\"{say}\"}}}}}}";
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(say == "stream"
            ? $"GET {url.AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"
            : $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        var piece = new byte[512];
        if (stays) await stream.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false);
        // Where an answer begins it is waited for, so that the client leaves in the middle of it.
        else if (say is "flood" or "big" or "stream") _ = await stream.ReadAsync(piece);
    }

    private static int Sockets(int process) => Directory.EnumerateFiles($"/proc/{process}/fd").Count(
        file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    private static double Megabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(
            one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
