using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Who may use the listener.</summary>
internal static class McpAccess
{
    private static readonly Answer s_foreignHost = new()
    {
        Status = 403,
        Body = "refused: Host or Origin is not this machine, and the listener serves this machine only\n",
    };

    private static readonly Answer s_noToken = new()
    {
        Status = 401,
        Body = "refused: missing or invalid bearer token\n",
        Fields = [("WWW-Authenticate", "Bearer realm=\"pipelock\"")],
    };

    /// <summary>Whether the listener has tokens of its own, so that Authorization is meant for it.</summary>
    public static bool HasTokens(PolicySnapshot policy) =>
        !policy.Options.McpListener.Auth.BearerTokens.IsDefaultOrEmpty;

    /// <summary>Why the request is not served, or null.</summary>
    /// <param name="head">The request.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="isLoopback">The listener is bound to loopback.</param>
    public static Answer? Refusal(RequestHead head, PolicySnapshot policy, bool isLoopback)
    {
        if (isLoopback && !HostGuard.Admits(head)) return s_foreignHost;
        if (!HasTokens(policy)) return null;
        head.Fields.TryFind(KnownHeader.Authorization, out var authorization);
        return BearerTokens.Admit(authorization, policy.Options.McpListener.Auth.BearerTokens.AsSpan())
            ? null : s_noToken;
    }
}
