using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Pipelock.Config.Loading;
using Pipelock.Policy;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;

namespace Pipelock.Corpus.Tests;

/// <summary>Puts a case before the policy of <c>Data/policy.yaml</c>, whose decision counts.</summary>
public sealed class CorpusPolicy : IDisposable
{
    private readonly PolicySnapshot _policy = PolicySnapshot.Build(
        ConfigLoader.Load(
            Path.Combine(CorpusReader.DataFolder, "policy.yaml"), ImmutableDictionary<string, string>.Empty),
        new PolicyEnvironment());

    /// <summary>What the policy stops in a case.</summary>
    public CorpusResult Examine(CorpusCase test)
    {
        var found = Scan(test, Encoding.UTF8.GetBytes(test.Payload));
        return new CorpusResult(test, _policy.Decide(found, SurfaceOf(test)).IsBlocked ? found.Items : []);
    }

    /// <inheritdoc/>
    public void Dispose() => _policy.Dispose();

    private static Surface SurfaceOf(CorpusCase test) => test.Surface switch
    {
        CorpusSurface.Url => Surface.Url,
        CorpusSurface.Header => Surface.Headers,
        CorpusSurface.Text => Surface.WebSocket,
        CorpusSurface.McpSession => Surface.McpRequest,
        CorpusSurface.Response or CorpusSurface.AgentCard => Surface.Response,
        _ => Surface.Body,
    };

    private Findings Scan(CorpusCase test, byte[] payload) => test.Surface switch
    {
        CorpusSurface.Url => _policy.Scanner.ScanUrl(payload),
        CorpusSurface.Header => _policy.Scanner.ScanHeaders(new CorpusEngine.HeaderLines(test.Payload)),
        CorpusSurface.Body => Body(payload, test.ContentType),
        CorpusSurface.Text => _policy.Scanner.ScanText(payload, ScanLayer.BodyDlp, "text"),
        CorpusSurface.McpSession => Play(test.Payload.Split('\n')),
        CorpusSurface.AgentCard => Answer(payload, "application/json")
            .Concat(_policy.Scanner.Agents!.ScanCard(payload)),
        CorpusSurface.AgentMessage => Body(payload, "application/a2a+json")
            .Concat(_policy.Scanner.Agents!.ScanLeaves(payload)),
        _ => Answer(payload, test.ContentType),
    };

    private Findings Body(byte[] payload, string type)
    {
        var scan = _policy.Scanner.RentBodyScan(Encoding.ASCII.GetBytes(type));
        var found = scan.Append(payload).Concat(scan.Complete());
        _policy.Scanner.Return(scan);
        return found;
    }

    private Findings Answer(byte[] payload, string type)
    {
        var scan = _policy.Scanner.RentResponseScan(Encoding.ASCII.GetBytes(type), []);
        var found = scan.Append(payload).Concat(scan.Complete());
        _policy.Scanner.Return(scan);
        return found;
    }

    // Requests are answered as if all was well; an answer that stands alone was asked for.
    private Findings Play(string[] lines)
    {
        var session = new McpSession(new McpServer("corpus"));
        long now = 0;
        foreach (var line in lines)
        {
            var isAnswer = line.Contains("\"result\"", StringComparison.Ordinal)
                && !line.Contains("\"method\"", StringComparison.Ordinal);
            if (isAnswer)
                Send(Question(line), session, ref now);
            var found = Send(line, session, ref now);
            if (!found.IsClean)
                return found;
            if (!isAnswer)
                Send(Done(line), session, ref now);
        }

        return Findings.None;
    }

    private Findings Send(string line, McpSession session, ref long now)
    {
        const int Pause = 10;
        now += Pause;
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(Encoding.UTF8.GetBytes(line), out var message));
        var decided = message.Kind is JsonRpcKind.Response or JsonRpcKind.ErrorResponse
            ? _policy.Mcp.FromServer(message, session, now)
            : _policy.Mcp.FromClient(message, session, now);
        return decided.IsStopped ? decided.Decision.Findings : Findings.None;
    }

    private static string Question(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        var isList = json.RootElement.GetProperty("result").TryGetProperty("tools", out _);
        var id = json.RootElement.GetProperty("id").GetRawText();
        return isList
            ? $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/list"}"""
            : $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"lookup","arguments":{} } }""";
    }

    private static string Done(string question)
    {
        using var json = JsonDocument.Parse(question);
        var id = json.RootElement.GetProperty("id").GetRawText();
        return $$"""{"jsonrpc":"2.0","id":{{id}},"result":{"content":[]} }""";
    }
}
