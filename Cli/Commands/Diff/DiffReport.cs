using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipelock.Cli.Commands.Diff;

/// <summary>Writes what was found in a diff: for people, for scripts, for code review.</summary>
internal static class DiffReport
{
    private static readonly JavaScriptEncoder s_plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The report in one of the formats <c>text</c>, <c>json</c> and <c>sarif</c>.</summary>
    public static string Write(IReadOnlyList<DiffFinding> findings, string format) => format switch
    {
        "json" => Json(indented: false, json => WriteArray(json, findings)),
        "sarif" => Json(indented: true, json => WriteSarif(json, findings)),
        _ => Text(findings),
    };

    private static string Text(IReadOnlyList<DiffFinding> findings)
    {
        if (findings.Count == 0) return "No secrets found in diff.\n";
        var text = new StringBuilder($"Found {findings.Count} secret(s) in diff:\n\n");
        foreach (var one in findings)
            text.Append($"  {one.File}:{one.Line}  {one.Pattern} ({one.Severity})\n    {one.Content.Trim()}\n\n");
        return text.ToString();
    }

    private static string Json(bool indented, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = s_plain }))
            write(json);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void WriteArray(Utf8JsonWriter json, IReadOnlyList<DiffFinding> findings)
    {
        json.WriteStartArray();
        foreach (var one in findings)
        {
            json.WriteStartObject();
            json.WriteString("file", one.File);
            json.WriteNumber("line", one.Line);
            json.WriteString("content", one.Content);
            json.WriteString("pattern", one.Pattern);
            json.WriteString("severity", one.Severity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>SARIF 2.1.0 (OASIS), §3.14 run, §3.49 rule, §3.27 result.</summary>
    private static void WriteSarif(Utf8JsonWriter json, IReadOnlyList<DiffFinding> findings)
    {
        string[] rules = [.. findings.Select(one => one.Pattern).Distinct(StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("version", "2.1.0");
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "pipelock git scan-diff");
        json.WriteString("version", ProgramVersion.Number);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", Id(rule));
            json.WriteStartObject("shortDescription");
            json.WriteString("text", rule);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var one in findings) WriteResult(json, one, Array.IndexOf(rules, one.Pattern));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, DiffFinding one, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", Id(one.Pattern));
        json.WriteNumber("ruleIndex", rule);
        json.WriteStartObject("message");
        json.WriteString("text", $"Secret detected: {one.Pattern}");
        json.WriteEndObject();
        json.WriteString(
            "level", one.Severity switch { "critical" or "high" => "error", "medium" => "warning", _ => "note" });
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        // SARIF 2.1.0 §3.4.3: a relative reference by RFC 3986, so what is not allowed in one is escaped.
        json.WriteString("uri", string.Join('/', one.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", one.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Id(string rule) => "DLP-" + rule.Replace(' ', '-');
}
