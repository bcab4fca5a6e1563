using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners;
using Pipelock.Scanners.Headers;

namespace Pipelock.Corpus.Tests;

/// <summary>Puts a case before the engine the way the proxy would, with the default rules.</summary>
public sealed class CorpusEngine : IDisposable
{
    private const string Wave = "/wave-";

    private readonly CorpusPolicy _policy = new();

    private readonly ScanEngine _engine = ScanEngine.Build(new ScanSettings
    {
        Environment = ImmutableDictionary<string, string>.Empty.Add("ACME_RELEASE_SIGNING", MadeUpSecrets.Environment),
        SecretsFileLines = [MadeUpSecrets.Known],
        CanaryTokens = [new CanaryTokenSettings("corpus", MadeUpSecrets.Canary)],
        HeaderMode = HeaderScanMode.All,
    });

    /// <summary>What the engine says about a case; those of the waves are put before a whole policy.</summary>
    public CorpusResult Examine(CorpusCase test)
    {
        if (test.Id.Contains(Wave, StringComparison.Ordinal))
            return _policy.Examine(test);
        var findings = Scan(test, Encoding.UTF8.GetBytes(test.Payload));
        return new CorpusResult(test, [.. findings.Items.Where(finding => !finding.WarnOnly && !finding.IsWeak)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _policy.Dispose();
    }

    private Findings Scan(CorpusCase test, byte[] payload) => test.Surface switch
    {
        CorpusSurface.Url => _engine.ScanUrl(payload),
        CorpusSurface.Header => _engine.ScanHeaders(new HeaderLines(test.Payload)),
        CorpusSurface.Body => ScanBody(test, payload),
        CorpusSurface.McpRequest => _engine.Mcp.ScanRequest("tools/call"u8, "1"u8, payload),
        CorpusSurface.McpAnswer => _engine.Mcp.ScanAnswer(payload, "result").Concat(ScanInPieces(payload)),
        CorpusSurface.McpTools => _engine.Mcp.ReadTools(payload).Findings,
        CorpusSurface.Text => _engine.ScanText(payload, ScanLayer.BodyDlp, "text"),
        _ => ScanResponse(test, payload),
    };

    // As a whole and in pieces must show the same; what only one of them shows fails benign cases.
    private Findings ScanInPieces(byte[] payload)
    {
        var scan = _engine.Mcp.RentAnswerScan();
        var found = Findings.None;
        for (var at = 0; at < payload.Length; at += 100)
            found = found.Concat(scan.Append(payload.AsSpan(at, Math.Min(100, payload.Length - at))));
        found = found.Concat(scan.Complete());
        _engine.Mcp.Return(scan);
        return found;
    }

    private Findings ScanBody(CorpusCase test, byte[] payload)
    {
        var sent = test.ContentEncoding.Length == 0 ? payload : Transforms.Compress(test.ContentEncoding, payload);
        var scan = _engine.RentBodyScan(
            Encoding.ASCII.GetBytes(test.ContentType), Encoding.ASCII.GetBytes(test.ContentEncoding));
        try
        {
            return scan.Append(sent).Concat(scan.Complete());
        }
        finally
        {
            _engine.Return(scan);
        }
    }

    private Findings ScanResponse(CorpusCase test, byte[] payload)
    {
        var sent = test.ContentEncoding.Length == 0 ? payload : Transforms.Compress(test.ContentEncoding, payload);
        var scan = _engine.RentResponseScan(
            Encoding.ASCII.GetBytes(test.ContentType), Encoding.ASCII.GetBytes(test.ContentEncoding));
        try
        {
            return scan.Append(sent).Concat(scan.Complete());
        }
        finally
        {
            _engine.Return(scan);
        }
    }

    /// <summary>Fields, one <c>Name: value</c> per line.</summary>
    internal readonly struct HeaderLines : IHeaderSource
    {
        private readonly (byte[] Name, byte[] Value)[] _fields;

        public HeaderLines(string lines) => _fields =
        [
            .. from line in lines.Split('\n')
            let colon = line.IndexOf(':', StringComparison.Ordinal)
            select (Encoding.UTF8.GetBytes(line[..colon]), Encoding.UTF8.GetBytes(line[(colon + 1)..].Trim())),
        ];

        public int Count => _fields.Length;

        public ReadOnlySpan<byte> Name(int index) => _fields[index].Name;

        public ReadOnlySpan<byte> Value(int index) => _fields[index].Value;
    }
}
