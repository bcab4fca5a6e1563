using System.Text.Json.Nodes;
using Pipelock.Policy;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.ReverseProxy;

/// <summary>
/// The JSON documents by which clients of a reverse proxy know its answers from those of the service.
/// </summary>
internal sealed class JsonForm : AnswerForm
{
    /// <inheritdoc/>
    public override Answer Blocked(Answer plain, in Decision decision) => decision.Surface == Surface.Response
        ? Document(plain, "response blocked by pipelock", blocked: true, decision.Reason, "response")
        : Document(plain, "blocked by pipelock", blocked: true, decision.Reason, "request");

    /// <inheritdoc/>
    public override Answer Refused(Answer plain, string sentence) =>
        Document(plain, sentence, blocked: false, "", "request");

    /// <inheritdoc/>
    public override Answer Failed(Answer plain) => Document(plain, "upstream unavailable", blocked: false, "", "");

    private static Answer Document(Answer plain, string error, bool blocked, string reason, string direction)
    {
        var document = new JsonObject
        {
            ["error"] = error,
            ["blocked"] = blocked,
            ["block_reason"] = reason,
            ["direction"] = direction,
        };
        return plain with { ContentType = Answer.Json, Body = document.ToJsonString() + "\n" };
    }
}
