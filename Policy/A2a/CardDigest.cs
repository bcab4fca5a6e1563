using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pipelock.Policy.A2a;

/// <summary>What of an agent's card makes it another card when it changes.</summary>
/// <remarks>
/// Members in the order of their names, skills in the order of their ids: who writes the same card in another order, or
/// with other white space, has not changed it. Versions, icons, examples and addresses of documentation do not count.
/// </remarks>
internal static class CardDigest
{
    private const int MaxDepth = 64;

    private static readonly string[] s_counted =
    [
        "additionalInterfaces", "capabilities", "defaultInputModes", "defaultOutputModes", "description", "extensions",
        "name", "preferredTransport", "security", "securityRequirements", "securitySchemes", "skills",
        "supportedInterfaces", "url",
    ];

    private static readonly string[] s_countedOfSkill =
        ["description", "id", "inputModes", "inputSchema", "name", "outputModes", "outputSchema", "security"];

    private static readonly JsonDocumentOptions s_strict = new()
        { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>The digest of a card; false when the text is none: no JSON object, or one read in two ways.</summary>
    public static bool TryCompute(ReadOnlyMemory<byte> json, out UInt128 digest)
    {
        digest = default;
        try
        {
            using var document = JsonDocument.Parse(json, s_strict);
            var card = document.RootElement;
            if (card.ValueKind == JsonValueKind.Object && card.TryGetProperty("result", out var result)) card = result;
            if (card.ValueKind != JsonValueKind.Object || !card.TryGetProperty("name", out _)) return false;
            var text = new StringBuilder();
            foreach (var name in s_counted)
            {
                if (!card.TryGetProperty(name, out var member)) continue;
                text.Append(name).Append('=');
                if (name == "skills" && member.ValueKind == JsonValueKind.Array) WriteSkills(member, text);
                else Write(member, text);
                text.Append(';');
            }

            digest = Digest(Encoding.UTF8.GetBytes(text.ToString()));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The first half of a text's SHA-256.</summary>
    public static UInt128 Digest(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static void WriteSkills(JsonElement skills, StringBuilder text)
    {
        var written = new List<string>();
        foreach (var skill in skills.EnumerateArray())
        {
            var one = new StringBuilder();
            if (skill.ValueKind != JsonValueKind.Object)
            {
                Write(skill, one);
                written.Add(one.ToString());
                continue;
            }

            foreach (var name in s_countedOfSkill)
            {
                if (!skill.TryGetProperty(name, out var member)) continue;
                one.Append(name).Append('=');
                Write(member, one);
                one.Append(';');
            }

            written.Add(one.ToString());
        }

        written.Sort(StringComparer.Ordinal);
        foreach (var one in written) text.Append('{').Append(one).Append('}');
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(JsonEncodedText.Encode(member.Name)).Append(':');
                    Write(member.Value, text);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append('"').Append(JsonEncodedText.Encode(value.GetString()!)).Append('"');
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
