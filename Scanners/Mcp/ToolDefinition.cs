using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pipelock.Scanners.Mcp;

/// <summary>The fingerprint of what an agent is told about a tool.</summary>
/// <remarks>
/// Members are taken in the order of their names, strings without their escapes, and every value with its kind and
/// length in front, so that equal fingerprints mean equal definitions, however they are written.
/// </remarks>
internal static class ToolDefinition
{
    /// <summary>SHA-256 of a definition without its name, 64 lower-case hexadecimal digits.</summary>
    internal static string Hash(JsonElement tool)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, tool, isTool: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, JsonElement value, bool isTool)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] members =
                [
                    .. value.EnumerateObject().Where(member => !isTool || !member.NameEquals("name"u8))
                        .OrderBy(Name, StringComparer.Ordinal),
                ];
                Mark(hash, value.ValueKind, members.Length);
                foreach (var member in members)
                {
                    AddText(hash, JsonValueKind.String, Encoding.UTF8.GetBytes(Name(member)));
                    Add(hash, member.Value, isTool: false);
                }

                break;
            case JsonValueKind.Array:
                Mark(hash, value.ValueKind, value.GetArrayLength());
                foreach (var element in value.EnumerateArray())
                    Add(hash, element, isTool: false);
                break;
            default:
                AddText(hash, value.ValueKind, Scalar(value));
                break;
        }
    }

    private static ReadOnlySpan<byte> Scalar(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind != JsonValueKind.String || !raw.Contains((byte)'\\'))
            return raw;
        try
        {
            return Encoding.UTF8.GetBytes($"\"{value.GetString()}\"");
        }
        catch (InvalidOperationException)
        {
            return raw; // half a surrogate pair has no text: it stands for itself
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static void AddText(IncrementalHash hash, JsonValueKind kind, ReadOnlySpan<byte> text)
    {
        Mark(hash, kind, text.Length);
        hash.AppendData(text);
    }

    private static void Mark(IncrementalHash hash, JsonValueKind kind, int length)
    {
        Span<byte> mark = stackalloc byte[5];
        mark[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(mark[1..], length);
        hash.AppendData(mark);
    }
}
