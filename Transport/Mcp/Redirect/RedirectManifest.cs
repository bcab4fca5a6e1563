using System.Text.Json.Nodes;
using Pipelock.Policy.Mcp;

namespace Pipelock.Transport.Mcp.Redirect;

/// <summary>What a redirect program is told about the call it answers, in one variable of its environment.</summary>
public static class RedirectManifest
{
    /// <summary>The name of the variable.</summary>
    public const string Variable = "__PIPELOCK_REDIRECT_MANIFEST";

    /// <summary>Writes the manifest as JSON.</summary>
    internal static string Of(in McpDecision decision, string quarantineDirectory, string fetchEndpoint)
    {
        var profile = decision.Redirect!;
        return new JsonObject
        {
            ["profile"] = decision.RedirectName,
            ["command"] = new JsonArray([.. profile.Exec.Select(part => (JsonNode)part)]),
            ["reason"] = profile.Reason,
            ["policy_rule"] = decision.Decision.Cause?.RuleName ?? "",
            ["fetch_endpoint"] = fetchEndpoint,
            ["quarantine_dir"] = quarantineDirectory.Length > 0
                ? quarantineDirectory : Path.Combine(Path.GetTempPath(), "pipelock-quarantine"),
        }.ToJsonString();
    }
}
