using System.Text.Json.Nodes;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Takes out of a request what only this proxy may say: that it was mediated.</summary>
internal static class MediationStrip
{
    private const string Member = "com.pipelock/mediation";

    /// <summary>Whether the request may claim so; false costs one search.</summary>
    public static bool MayClaim(ReadOnlySpan<byte> meta) =>
        !meta.IsEmpty && (meta.IndexOf("mediation"u8) >= 0 || meta.Contains((byte)'\\'));

    /// <summary>The request without the claim; null when it makes none.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> message)
    {
        var root = JsonNode.Parse(message);
        return root?["params"]?["_meta"] is JsonObject meta && meta.Remove(Member)
            ? System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()) : null;
    }
}
