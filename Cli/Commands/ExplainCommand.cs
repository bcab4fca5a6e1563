using System.Buffers;
using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Normalization;
using Pipelock.Scanners.Url;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Cli.Commands;

/// <summary><c>explain</c>: says step by step what becomes of a text, a URL or a JSON-RPC message, and why.</summary>
internal static class ExplainCommand
{
    private const int LargestInput = 16 * 1024 * 1024;

    private static readonly SearchValues<byte> s_ofScheme =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+.-0123456789"u8);

    public static Command Create()
    {
        var config = ConfigSource.Option();
        var command = new Command(
            "explain", "Explain the decision on a text, URL or JSON-RPC message (standard input).") { config };
        command.SetAction(result => Startup.Guard(() => Run(result.GetValue(config))));
        return command;
    }

    private static int Run(string? path)
    {
        try
        {
            using var policy = Startup.BuildPolicy(ConfigSource.Load(path));
            if (StandardInput.Read(LargestInput) is { } input) return Explain(policy, input);
            Console.Error.WriteLine("pipelock: the input is larger than 16 MiB");
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
        }

        return ExitCode.Configuration;
    }

    private static int Explain(PolicySnapshot policy, byte[] input)
    {
        var trimmed = input.AsMemory().Trim(" \t\r\n"u8);
        var decisions = IsUrl(trimmed.Span) ? ExplainUrl(policy, trimmed.ToArray())
            : IsJsonRpc(trimmed) ? ExplainMessage(policy, trimmed)
            : ExplainText(policy, input);
        var decisive = decisions.MaxBy(decision => decision.Verdict);
        foreach (var decision in decisions.Where(decision => decision.Cause is not null)) Tell(decision);
        Console.WriteLine(decisive.Cause is { } cause
            ? $"\nDecision: {decisive.Verdict.ToString().ToUpperInvariant()}  {decisive.Reason} ({cause.RuleName})"
            : "\nDecision: ALLOW  nothing was found");
        if (decisive.HowToAllow.Length > 0) Console.WriteLine($"  to allow exactly this: {decisive.HowToAllow}");
        return decisive.IsBlocked ? ExitCode.Findings : ExitCode.Ok;
    }

    private static List<Decision> ExplainUrl(PolicySnapshot policy, byte[] url)
    {
        Begin("URL", url.Length);
        if (!UrlParts.TryParse(url, out var parts, out var problem))
            return [policy.Decide(ScanEngine.UnreadableUrl(problem!), Surface.Url, new DecisionContext { Url = url })];
        Normalisation(url);
        var found = Pass("url layers", Stopwatch.GetTimestamp(), policy.Scanner.ScanUrl(parts));
        Console.WriteLine(
            "    scheme, line breaks, traversal, lists, internal hosts, core secrets, secrets, entropy, length;");
        Console.WriteLine("    the first that finds something ends it; names are not looked up here");
        return [policy.Decide(found, Surface.Url, new DecisionContext { Host = parts.Host, Url = url })];
    }

    private static List<Decision> ExplainText(PolicySnapshot policy, byte[] text)
    {
        Begin("text", text.Length);
        Normalisation(text);
        return [Secrets(policy, text), Injection(policy, text)];
    }

    private static List<Decision> ExplainMessage(PolicySnapshot policy, ReadOnlyMemory<byte> message)
    {
        Begin("JSON-RPC message", message.Length);
        Normalisation(JsonStrings.Join(message));
        List<Decision> decisions =
        [
            Secrets(policy, message.Span),
            policy.Decide(
                Pass("as an answer", Stopwatch.GetTimestamp(), policy.Scanner.Mcp.ScanAnswer(message.Span, "message")),
                Surface.McpAnswer),
        ];
        if (JsonRpcMessage.TryRead(message.Span, out var read) == JsonRpcStatus.Message && !read.Result.IsEmpty)
        {
            var tools = Pass("tools in it", Stopwatch.GetTimestamp(), policy.Scanner.Mcp.ReadTools(read.Result).Findings);
            decisions.Add(policy.Decide(tools, Surface.McpAnswer));
        }

        return decisions;
    }

    private static Decision Secrets(PolicySnapshot policy, ReadOnlySpan<byte> text)
    {
        var scan = policy.Scanner.RentBodyScan([]);
        var found = Pass("secrets", Stopwatch.GetTimestamp(), scan.Append(text).Concat(scan.Complete()));
        policy.Scanner.Return(scan);
        return policy.Decide(found, Surface.Body);
    }

    private static Decision Injection(PolicySnapshot policy, ReadOnlySpan<byte> text) => policy.Decide(
        Pass("injection", Stopwatch.GetTimestamp(), policy.Scanner.ScanInjection(text, "text")), Surface.Response);

    private static void Begin(string kind, int length) =>
        Console.WriteLine($"Input: {kind}, {length} bytes\n\nPasses:");

    private static void Normalisation(ReadOnlySpan<byte> text) => Console.WriteLine(
        $"  {"normalisation",-16}{(DlpCanonicalizer.WouldChange(text) ? "changes the text: both readings are searched" : "changes nothing")}");

    // Arguments are evaluated from left to right: the clock starts before the scan.
    private static Findings Pass(string name, long started, in Findings found)
    {
        Console.WriteLine(
            $"  {name,-16}{found.Count} finding(s) in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.000} ms");
        return found;
    }

    private static void Tell(in Decision decision)
    {
        Console.WriteLine("\nFindings:");
        foreach (var finding in decision.Findings.Items)
        {
            Console.WriteLine($"  {finding.RuleName} ({FindingReason.Label(finding.Severity)})");
            Console.WriteLine($"    layer:     {finding.Layer.Label()}");
            Console.WriteLine($"    where:     {finding.Where}");
            Console.WriteLine(
                $"    decodings: {(finding.Decodings.IsDefaultOrEmpty ? "none, it stood in clear" : string.Join(" > ", finding.Decodings))}");
            Console.WriteLine($"    reason:    {finding.Reason}");
            if (finding.WarnOnly) Console.WriteLine("    the rule only informs");
        }
    }

    private static bool IsUrl(ReadOnlySpan<byte> text) =>
        !text.ContainsAny(" \t\r\n"u8) && text.IndexOf("://"u8) is > 0 and < 20
        && !text[..text.IndexOf("://"u8)].ContainsAnyExcept(s_ofScheme);

    private static bool IsJsonRpc(ReadOnlyMemory<byte> text)
    {
        if (text.IsEmpty || text.Span[0] is not ((byte)'{' or (byte)'[')) return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
