using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>Reads the definitions of tools and says what is wrong about each.</summary>
/// <remarks>
/// Everything an agent is told about a tool is looked at: names, descriptions, titles, schemas with their defaults,
/// enumerations and examples, annotations, metadata. Lists of tools are rare, so this is written for clarity.
/// </remarks>
internal sealed class ToolReader(McpAnswers answers, Lazy<InjectionEngine> toolRules)
{
    private const int MaxDescription = 16 * 1024;
    private const int MaxShownName = 64;

    /// <summary>That tools call each other, and in which order, is what their descriptions are there to say.</summary>
    private const string EverydayFamily = "Tool Invocation";

    /// <summary>Compiles the rules now.</summary>
    internal void Warm() => _ = toolRules.Value;

    /// <summary>Reads the tools of a result.</summary>
    internal ToolInventory Read(ReadOnlySpan<byte> resultJson)
    {
        try
        {
            var reader = new Utf8JsonReader(resultJson);
            using var result = JsonDocument.ParseValue(ref reader);
            return result.RootElement.ValueKind == JsonValueKind.Object
                && result.RootElement.TryGetProperty("tools"u8, out var tools)
                && tools.ValueKind == JsonValueKind.Array
                    ? Read(tools)
                    : ToolInventory.None;
        }
        catch (JsonException)
        {
            return ToolInventory.None;
        }
    }

    private ToolInventory Read(JsonElement tools)
    {
        var read = ImmutableArray.CreateBuilder<ListedTool>();
        foreach (var tool in tools.EnumerateArray())
        {
            if (read.Count == ToolInventory.MaxTools)
            {
                read[^1] = read[^1] with { Findings = read[^1].Findings.Concat(TooMany()) };
                break;
            }

            read.Add(ReadTool(tool));
        }

        return new ToolInventory(true, read.ToImmutable());
    }

    private ListedTool ReadTool(JsonElement tool)
    {
        var isObject = tool.ValueKind == JsonValueKind.Object;
        var name = isObject ? Text(tool, "name"u8) : "";
        var description = isObject ? Text(tool, "description"u8) : "";
        return new ListedTool(
            name,
            ToolDefinition.Hash(tool),
            description.Length > MaxDescription ? description[..MaxDescription] : description,
            isObject ? ParameterNames.OfTool(tool) : [],
            Examine(tool, name));
    }

    private Findings Examine(JsonElement tool, string name)
    {
        var json = JsonMarshal.GetRawUtf8Value(tool);
        var where = $"tool \"{Shown(name)}\"";
        var everyday = new FindingSet();
        answers.Scan(json, ScanLayer.McpTool, where, ref everyday);
        // A name is read as a sentence, too: ignore_all_instructions_and_…
        answers.Scan(
            Encoding.UTF8.GetBytes(name.Replace('_', ' ').Replace('-', ' ')), ScanLayer.McpTool, where, ref everyday);
        var found = new FindingSet();
        var isEveryday = false;
        foreach (var finding in everyday.ToFindings().Items)
        {
            isEveryday |= finding.RuleName == EverydayFamily;
            // What is left of everyday words is no evidence by itself: the rules about tools judge that.
            if (!isEveryday || !finding.RuleId.StartsWith(InjectionReport.IdPrefix, StringComparison.Ordinal))
                found.Add(finding);
        }

        toolRules.Value.Scan(json, ScanLayer.McpTool, where, MediaKind.Json, default, isCoded: false, ref found);
        ToolStrings.Examine(json, where, ref found);
        return found.ToFindings();
    }

    private static string Text(JsonElement tool, ReadOnlySpan<byte> member)
    {
        if (!tool.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String)
            return "";
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return ""; // half a surrogate pair: no text
        }
    }

    // The server chooses the name, and findings go to logs and answers.
    private static string Shown(string name) => string.Create(
        Math.Min(name.Length, MaxShownName), name, (shown, from) =>
        {
            for (var i = 0; i < shown.Length; i++)
                shown[i] = char.IsAsciiLetterOrDigit(from[i]) || "_-./:@".Contains(from[i]) ? from[i] : '?';
        });

    private static Findings TooMany() => new(
    [
        new Finding(
            ScanLayer.McpTool, "tool-list-limit", "Tool List Limit", Severity.Medium,
            $"more than {ToolInventory.MaxTools} tools are listed; the others were not examined")
        {
            Where = "tools",
        },
    ]);
}
