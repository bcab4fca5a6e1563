using System.Globalization;
using System.Text.Json.Nodes;
using Pipelock.Policy.Approvals;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Admin;

/// <summary>The questions to the operator over HTTP: <c>GET</c> lists them, <c>POST</c> answers one.</summary>
internal sealed class ApprovalApi(ApprovalQueue approvals)
{
    /// <summary>The path.</summary>
    public const string Path = "/api/v1/approvals";

    private const int MaxBody = 1024;

    /// <summary>Answers a request.</summary>
    public async ValueTask<Answer> AnswerAsync(ClientConnection client, BoundedBody body)
    {
        if (client.Head.KnownMethod is RequestMethod.Get or RequestMethod.Head) return List();
        if (client.Head.KnownMethod != RequestMethod.Post) return AdminApi.NotAllowed("GET, POST");
        var (json, failure) = await AdminApi.ReadAsync(client, body, MaxBody).ConfigureAwait(false);
        if (json is null) return failure;
        ApprovalAnswer? answer = StrictJson.Text(json, "answer") switch
        {
            "allow" or "allow_once" => ApprovalAnswer.AllowOnce,
            "allow_session" => ApprovalAnswer.AllowSession,
            "deny" => ApprovalAnswer.Deny,
            _ => null,
        };
        if (answer is null || !StrictJson.HasOnly(json, "id", "answer")
            || json["id"] is not JsonValue value || !value.TryGetValue<long>(out var id))
        {
            return AdminApi.Error(
                400, "the body must be {\"id\": N, \"answer\": \"allow_once\", \"allow_session\" or \"deny\"}");
        }

        return approvals.Answer(id, answer.Value)
            ? AdminApi.Ok(new JsonObject { ["id"] = id, ["answered"] = true })
            : AdminApi.Error(404, "no such question is open");
    }

    private Answer List()
    {
        var questions = new JsonArray();
        foreach (var one in approvals.Questions)
        {
            questions.Add(new JsonObject
            {
                ["id"] = one.Id,
                ["client"] = one.Client,
                ["host"] = one.Host,
                ["rule"] = one.Rule,
                ["reason"] = one.Reason,
                ["expires"] = one.Expires.ToString("O", CultureInfo.InvariantCulture),
            });
        }

        var count = questions.Count;
        return AdminApi.Ok(new JsonObject { ["approvals"] = questions, ["count"] = count });
    }
}
