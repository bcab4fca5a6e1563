using System.Text.Json.Nodes;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Admin;

/// <summary>The cards of agents: <c>POST</c> takes the one last seen at a URL for the true one.</summary>
internal sealed class AgentCardApi(PolicyHolder policies)
{
    /// <summary>The path.</summary>
    public const string Path = "/api/v1/agent-cards";

    private const int MaxBody = 16 * 1024;

    /// <summary>Answers a request.</summary>
    public async ValueTask<Answer> AnswerAsync(ClientConnection client, BoundedBody body)
    {
        if (client.Head.KnownMethod != RequestMethod.Post) return AdminApi.NotAllowed("POST");
        var (json, failure) = await AdminApi.ReadAsync(client, body, MaxBody).ConfigureAwait(false);
        if (json is null) return failure;
        if (StrictJson.Text(json, "accept") is not { Length: > 0 } url || !StrictJson.HasOnly(json, "accept"))
            return AdminApi.Error(400, "the body must be {\"accept\": \"URL of the card\"}");

        var policy = policies.Acquire();
        try
        {
            var accepted = policy.AgentCards.Accept(url);
            return accepted > 0
                ? AdminApi.Ok(new JsonObject { ["accepted"] = accepted })
                : AdminApi.Error(404, "no card that was seen at this URL differs from the one that is known");
        }
        finally
        {
            policy.Release();
        }
    }
}
