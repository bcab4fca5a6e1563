using System.Text;
using Pipelock.Scanners;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Says of which method the parameters were in which something was found.</summary>
internal static class ParamsPlace
{
    private const string Params = "params";

    /// <summary>Methods of the protocol; what a peer makes up is not repeated.</summary>
    private static readonly string[] s_methods =
    [
        "completion/complete", "elicitation/create", "initialize", "logging/setLevel", "notifications/cancelled",
        "notifications/initialized", "notifications/message", "notifications/progress",
        "notifications/resources/list_changed", "notifications/resources/updated", "notifications/prompts/list_changed",
        "notifications/tools/list_changed", "ping", "prompts/get", "prompts/list", "resources/list", "resources/read",
        "resources/subscribe", "resources/templates/list", "resources/unsubscribe", "roots/list",
        "sampling/createMessage", "tools/list",
    ];

    /// <summary>The findings, told to be in the parameters of <paramref name="method"/>.</summary>
    public static Findings Of(Findings found, ReadOnlySpan<byte> method)
    {
        if (found.IsClean)
            return found;
        var text = Encoding.UTF8.GetString(method);
        return Array.IndexOf(s_methods, text) < 0 ? found : new Findings([.. found.Items.Select(one =>
            one.Where.StartsWith(Params, StringComparison.Ordinal)
                ? one with { Where = $"{text} {one.Where}" } : one)]);
    }
}
