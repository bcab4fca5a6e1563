using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text;
using Pipelock.Evidence;
using Pipelock.Policy.Emergency;
using Pipelock.Policy.Mcp;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Transport.Mcp;

/// <summary>Says to log, metrics and operator what was decided about the messages of a server. Thread-safe.</summary>
/// <param name="log">The log; null where there is none.</param>
/// <param name="metrics">The counters.</param>
/// <param name="server">What the log calls the server: the authority of its URL, or the name of its program.</param>
/// <param name="human">Where an operator reads along; null for nowhere.</param>
public sealed class McpJournal(EvidenceLog? log, ProxyMetrics metrics, string server, TextWriter? human = null)
{
    private readonly ToolJournal _tools = new(log, metrics);
    private readonly byte[] _server = Encoding.UTF8.GetBytes(server);

    /// <summary>The address of the client, where there is one.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>The way the messages take, of the closed set that the log knows.</summary>
    public string Transport { get; init; } = "mcp_http_listener";

    /// <summary>The same journal, for the messages of one client.</summary>
    public McpJournal For(IPAddress client) =>
        new(log, metrics, server, human) { Client = client, Transport = Transport };

    /// <summary>Something was found in a message.</summary>
    internal void Decided(in McpDecision decision, in JsonRpcMessage message, McpDirection from, string session)
    {
        if (decision.Decision.Cause is null) return;
        metrics.RecordDecision(decision.Decision, _server, TimeSpan.Zero);
        log?.RecordDecision(Context(decision.RequestId), decision.Decision);
        _tools.Decided(decision, message, session);
        if (human is null) return;
        var what = message.Method.IsEmpty
            ? from == McpDirection.FromClient ? "a message of the client" : "an answer of the server"
            : SafeName(message.Method);
        var how = decision.IsStopped ? "blocked" : "warning";
        human.WriteLine($"pipelock: {how}: {what}: {decision.Decision.Reason}");
    }

    /// <summary>An answer had images, sounds or films in it.</summary>
    internal void Exposed(ImmutableArray<MediaExposure> media)
    {
        foreach (var one in media) log?.Mcp.MediaExposed(Transport, one);
    }

    /// <summary>A call was handed to a program of the operator.</summary>
    internal void Redirected(
        in McpDecision decision, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> answer, TimeSpan elapsed, string session) =>
        _tools.Redirected(decision, raw, answer, elapsed, session);

    /// <summary>A message was refused, or what was under way ended, because everything is stopped.</summary>
    internal void Stopped(KillSwitch killSwitch)
    {
        metrics.KillSwitch.Denied(Transport, "mcp");
        var source = (killSwitch.Source ?? KillSwitchSource.Config).ToString().ToLowerInvariant();
        log?.Operations.KillSwitchDenied(Context(""), Transport, "mcp", source, killSwitch.Message);
        human?.WriteLine("pipelock: blocked: the kill switch is active");
    }

    /// <summary>The way to the server failed.</summary>
    public void Failed(string sentence)
    {
        metrics.RequestFailed(TimeSpan.Zero);
        log?.RecordError(Context(""), sentence);
        human?.WriteLine($"pipelock: {sentence}");
    }

    /// <summary>A message could not be decided because of a defect of ours.</summary>
    internal void Defect(Exception e)
    {
        Failed($"a message could not be inspected and was refused: {e.GetType().Name}");
        Console.Error.WriteLine($"pipelock: internal error, one message was refused: {e}");
    }

    /// <summary>A message went to the server and was answered.</summary>
    public void Passed(long started) => metrics.RequestAllowed(Stopwatch.GetElapsedTime(started));

    private ExchangeContext Context(string requestId)
    {
        var digits = requestId.AsSpan(requestId.LastIndexOf('-') + 1);
        return new ExchangeContext
        {
            Method = "MCP"u8,
            Target = _server,
            Client = Client,
            RequestId = long.TryParse(digits, out var number) ? number : 0,
        };
    }

    /// <summary>A method is a name of letters and slashes; anything else may be a message in disguise.</summary>
    private static string SafeName(ReadOnlySpan<byte> method)
    {
        const int Longest = 64;
        foreach (var b in method)
        {
            if (!char.IsAsciiLetter((char)b) && b is not ((byte)'/' or (byte)'_')) return "a message";
        }

        return method.Length > Longest ? "a message" : Encoding.ASCII.GetString(method);
    }
}
