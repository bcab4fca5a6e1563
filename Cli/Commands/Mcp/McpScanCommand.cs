using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Policy;
using Pipelock.Policy.Suppression;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary><c>mcp scan</c>: looks through JSON-RPC messages, one per line, for injected instructions and
/// secrets.</summary>
internal static class McpScanCommand
{
    private const int LargestInput = 256 * 1024 * 1024;

    public static Command Create()
    {
        var config = ConfigSource.Option();
        var json = new Option<bool>("--json") { Description = "One JSON object per line that is not clean." };
        var command = new Command("scan", "Scan JSON-RPC messages (standard input, one per line).") { config, json };
        command.SetAction(result => Startup.Guard(() => Run(result.GetValue(config), result.GetValue(json))));
        return command;
    }

    private static int Run(string? path, bool json)
    {
        try
        {
            using var policy = Startup.BuildPolicy(ConfigSource.Load(path));
            if (StandardInput.ReadText(LargestInput) is { } text)
                return ScanLines(policy, new StringReader(text), json);
            Console.Error.WriteLine("pipelock: the input is larger than 256 MiB");
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
        }

        return ExitCode.Configuration;
    }

    private static int ScanLines(PolicySnapshot policy, StringReader input, bool json)
    {
        var (found, malformed, injected) = (false, false, false);
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var bytes = Encoding.UTF8.GetBytes(line);
            var readable = TryId(bytes, out var id);
            var findings = Scan(policy, bytes);
            injected |= findings.Items.Any(IsInjection);
            found |= findings.Items.Any(finding => !finding.IsWeak);
            malformed |= !readable;
            if (findings.IsClean && readable) continue;
            Console.WriteLine(json ? Json(policy, number, id, findings, readable) : Text(number, findings, readable));
        }

        if (!found && !malformed) return ExitCode.Ok;
        Console.Error.WriteLine(
            injected ? "prompt injection detected" : found ? "secret detected" : "malformed JSON-RPC");
        return ExitCode.Findings;
    }

    // Everything is looked at as an answer; the definitions of tools once more for what they ask of an agent.
    private static Findings Scan(PolicySnapshot policy, byte[] message)
    {
        var findings = policy.Scanner.Mcp.ScanAnswer(message, "message");
        if (JsonRpcMessage.TryRead(message, out var read) == JsonRpcStatus.Message && !read.Result.IsEmpty)
            findings = findings.Concat(policy.Scanner.Mcp.ReadTools(read.Result).Findings);
        return policy.Suppressions.Without(findings, default(SuppressionPlace));
    }

    private static bool IsInjection(Finding finding) => !finding.IsWeak
        && (finding.Layer is ScanLayer.McpTool || finding.RuleId.StartsWith("injection-", StringComparison.Ordinal));

    /// <summary>The message's id as JSON; false where the line is not JSON at all.</summary>
    private static bool TryId(byte[] message, out string id)
    {
        id = "null";
        try
        {
            using var document = JsonDocument.Parse(message);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("id", out var given)
                && given.ValueKind is JsonValueKind.Number or JsonValueKind.String) id = given.GetRawText();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(int line, in Findings findings, bool readable) => !readable
        ? $"line {line}: not JSON"
        : string.Join('\n', findings.Items.Select(finding => $"line {line}: {finding.RuleName} ({finding.Where})"));

    private static string Json(PolicySnapshot policy, int line, string id, in Findings findings, bool readable)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WritePropertyName("id");
            json.WriteRawValue(id);
            json.WriteBoolean("clean", false);
            json.WriteString("action", readable
                ? policy.Options.ResponseScanning.Action?.ToString().ToLowerInvariant() ?? "block" : "block");
            if (!readable) json.WriteString("error", "not JSON");
            json.WriteStartArray("matches");
            foreach (var finding in findings.Items)
            {
                json.WriteStartObject();
                json.WriteString("pattern_name", finding.RuleName);
                json.WriteString("where", finding.Where);
                if (!finding.Decodings.IsDefaultOrEmpty)
                    json.WriteString("encoding", string.Join(" > ", finding.Decodings));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
