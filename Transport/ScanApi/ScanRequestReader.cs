using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipelock.Config.Options;

namespace Pipelock.Transport.ScanApi;

/// <summary>Reads the JSON document of a scan request, strictly: a field nobody knows is a mistake worth
/// telling.</summary>
public static class ScanRequestReader
{
    private const int LongestId = 256;
    private const int LongestKindShown = 64;

    private static readonly JsonDocumentOptions s_strict = new()
    {
        AllowDuplicateProperties = false, // Two readers of one document must not read two different values.
        MaxDepth = 64,
    };

    /// <summary>Reads <paramref name="body"/>; on failure <paramref name="failure"/> is the report to answer
    /// with.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, ScanApiOptions options, out ScanRequest request, out ScanReport failure)
    {
        request = null!;
        try
        {
            using var document = JsonDocument.Parse(body, s_strict);
            return TryRead(document.RootElement, options, out request, out failure);
        }
        catch (JsonException e)
        {
            failure = ScanReport.Failed(ScanError.InvalidJson, string.Create(
                CultureInfo.InvariantCulture,
                    $"Invalid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}"));
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair has no UTF-8 form, so nothing could be scanned for it.
            failure = ScanReport.Failed(ScanError.InvalidJson, "Invalid JSON: a string is not valid Unicode");
        }

        return false;
    }

    private static bool TryRead(
        JsonElement root, ScanApiOptions options, out ScanRequest request, out ScanReport failure)
    {
        request = null!;
        if (Misfit(root, "", "kind", "input", "context", "options") is { } misfit)
            return Fail(ScanError.InvalidJson, misfit, "", out failure);
        if (Text(root, "kind") is not { } kindText)
            return Fail(ScanError.InvalidJson, "Field \"kind\" must be a string", "", out failure);
        var shown = kindText.Length <= LongestKindShown ? kindText : kindText[..LongestKindShown];
        var kind = ScanKinds.Parse(kindText);
        if (kind == ScanKind.Unknown)
            return Fail(ScanError.InvalidKind, $"Unknown kind \"{shown}\". Valid: {ScanKinds.All}", shown, out failure);
        if (!options.Kinds.Serves(kind))
            return Fail(ScanError.KindDisabled, $"Kind \"{shown}\" is disabled by scan_api.kinds.{shown}", shown,
                out failure);
        if (!root.TryGetProperty("input", out var input))
            return Fail(ScanError.InvalidInput, "Field \"input\" is missing", shown, out failure);
        var hasContext = root.TryGetProperty("context", out var context);
        var hasOptions = root.TryGetProperty("options", out var asked);
        misfit = Misfit(input, "input", "url", "text", "content", "tool_name", "arguments")
            ?? (hasContext ? Misfit(context, "context", "request_id", "session_id", "agent_name") : null)
            ?? (hasOptions ? Misfit(asked, "options", "include_evidence") : null);
        if (misfit is not null)
            return Fail(ScanError.InvalidJson, misfit, shown, out failure);
        if (Subject(kind, input, options.FieldLimits, out var problem) is not { } subject)
            return Fail(ScanError.InvalidInput, problem, shown, out failure);
        var id = hasContext ? Text(context, "request_id") ?? "" : "";
        if (id.Length > LongestId)
            return Fail(ScanError.InvalidInput, $"context.request_id is longer than {LongestId} characters", shown,
                out failure);
        request = new ScanRequest
        {
            Kind = kind,
            Subject = subject,
            ToolName = Text(input, "tool_name") ?? "",
            RequestId = id,
            IncludeEvidence = hasOptions
                && asked.TryGetProperty("include_evidence", out var evidence)
                    && evidence.ValueKind == JsonValueKind.True,
        };
        failure = default;
        return true;
    }

    /// <summary>The bytes the kind is about; null, with the reason, where they are missing or too many.</summary>
    private static byte[]? Subject(
        ScanKind kind, JsonElement input, ScanApiFieldLimitsOptions limits, out string problem)
    {
        var (field, limit) = kind switch
        {
            ScanKind.Url => ("url", limits.Url),
            ScanKind.Dlp => ("text", limits.Text),
            ScanKind.PromptInjection => ("content", limits.Content),
            _ => ("arguments", limits.Arguments),
        };
        if (kind == ScanKind.ToolCall && string.IsNullOrEmpty(Text(input, "tool_name")))
        {
            problem = "input.tool_name is required for kind tool_call";
            return null;
        }

        var present = input.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;
        problem = $"input.{field} is required for kind {kind.Name()}";
        if (!present) return kind == ScanKind.ToolCall ? [] : null;
        if (kind != ScanKind.ToolCall && value.ValueKind != JsonValueKind.String)
        {
            problem = $"input.{field} must be a string";
            return null;
        }

        // Arguments stay JSON as they came: their keys and numbers are looked at too.
        var bytes = Encoding.UTF8.GetBytes(kind == ScanKind.ToolCall ? value.GetRawText() : value.GetString()!);
        if (bytes.Length > limit)
        {
            problem = string.Create(
                CultureInfo.InvariantCulture,
                    $"input.{field} has {bytes.Length} bytes; scan_api.field_limits.{field} is {limit}");
            return null;
        }

        return kind == ScanKind.ToolCall || bytes.Length > 0 ? bytes : null;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>What is wrong with the fields of an object, or null.</summary>
    private static string? Misfit(JsonElement element, string name, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return name.Length == 0 ? "The request must be a JSON object" : $"Field \"{name}\" must be an object";
        foreach (var field in element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
                return $"Unknown field in {(name.Length == 0 ? "the request" : name)}. Valid: {string.Join(", ", known!)}";
        }

        return null;
    }

    private static bool Fail(ScanError error, string message, string kind, out ScanReport failure)
    {
        failure = ScanReport.Failed(error, message, kind);
        return false;
    }
}
