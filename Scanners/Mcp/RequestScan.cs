using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Shell;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Mcp;

/// <summary>Examines the parameters of one request. Not thread-safe; its memory serves the next request.</summary>
/// <remarks>
/// parameters ─► (1) secrets, in one value or cut into neighbours ─► (2) instructions for another agent ─►
/// (3) value by value: where URLs lead, what a shell would make of it ─► (4) values put together in any order.
/// </remarks>
internal sealed class RequestScan(
    TextScanner text, InjectionEngine injection, SplitArguments split, ScanEngine engine)
{
    private const string Where = "params";

    /// <summary>Longer values are documents, not commands.</summary>
    private const int MaxCommand = 64 * 1024;

    private readonly BodyStructure _structure = new(text, ScanLayer.McpInput, Where);
    private readonly ArgumentUrls _urls = new(engine);
    private byte[] _decoded = [];

    /// <summary>Adds what is found in the JSON of the parameters.</summary>
    internal void Run(ReadOnlySpan<byte> json, ref FindingSet found)
    {
        _structure.Start("application/json"u8);
        _structure.Scan(json, default, ref found); // (1)
        _structure.Release();
        injection.Scan(json, ScanLayer.McpInput, Where, MediaKind.Json, default, isCoded: false, ref found); // (2)
        split.Clear();
        var strings = new JsonStrings(json);
        while (strings.MoveNext())
        {
            var value = strings.IsEncoded ? Decode(strings.Raw) : strings.Raw;
            _urls.Check(value, ref found); // (3)
            if (strings.IsPiece && value.Length <= MaxCommand)
                ReadCommand(value, ref found);
            split.Add(value);
        }

        split.Scan(ref found); // (4)
    }

    private void ReadCommand(ReadOnlySpan<byte> value, ref FindingSet found)
    {
        using var command = ShellText.Read(value);
        while (command.MoveNext())
        {
            var chain = new DecodingChain().Then(Decoding.Shell);
            text.Scan(command.Current, ScanLayer.McpInput, Where, TextViews.Joined, chain, ref found);
            _urls.Check(command.Current, ref found);
        }
    }

    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> raw)
    {
        if (_decoded.Length < raw.Length)
            _decoded = new byte[Math.Max(raw.Length, 1024)];
        return _decoded.AsSpan(0, EscapeDecoder.Decode(raw, _decoded));
    }
}
