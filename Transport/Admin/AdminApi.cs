using System.Text;
using System.Text.Json.Nodes;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Transport.Admin;

/// <summary>The interface that administers a running proxy: everything below <c>/api/v1/</c> but the scans.</summary>
/// <remarks>(1) a token is configured ──► (2) the caller has it ──► (3) the part that the path names.
/// Thread-safe.</remarks>
public sealed class AdminApi(ProxyServices services)
{
    private const long BodyMilliseconds = 10_000;

    private readonly KillSwitchApi _killSwitch = new(services.KillSwitch);
    private readonly ApprovalApi _approvals = new(services.Approvals);
    private readonly AgentCardApi _cards = new(services.Policies);
    private readonly SessionApi _sessions = new(services);

    /// <summary>Answers the request whose head <paramref name="client"/> holds.</summary>
    internal async ValueTask<Answer> AnswerAsync(ClientConnection client, BoundedBody body)
    {
        // (1)
        var token = services.KillSwitch.Options.ApiToken;
        if (token.Length == 0) return Error(503, "the API is not configured (kill_switch.api_token is not set)");

        // (2)
        client.Head.Fields.TryFind(KnownHeader.Authorization, out var authorization);
        if (!BearerTokens.Admit(authorization, [token]))
            return Error(401, "missing or invalid bearer token", ("WWW-Authenticate", "Bearer realm=\"pipelock\""));

        // (3)
        var path = Encoding.UTF8.GetString(AdminPath.Of(client.Head));
        var query = Encoding.UTF8.GetString(client.Head.Target[AdminPath.Of(client.Head).Length..]).TrimStart('?');
        return path switch
        {
            "/api/v1/killswitch" => await _killSwitch.SetAsync(client, body).ConfigureAwait(false),
            "/api/v1/killswitch/status" => _killSwitch.Status(client.Head.KnownMethod),
            ApprovalApi.Path => await _approvals.AnswerAsync(client, body).ConfigureAwait(false),
            AgentCardApi.Path => await _cards.AnswerAsync(client, body).ConfigureAwait(false),
            SessionApi.Root => await _sessions.AnswerAsync(client, body, path, query).ConfigureAwait(false),
            _ when path.StartsWith(SessionApi.Root + "/", StringComparison.Ordinal) =>
                await _sessions.AnswerAsync(client, body, path, query).ConfigureAwait(false),
            _ => Error(404, "no such endpoint"),
        };
    }

    /// <summary>Whether the client may still be sending a body that nobody read.</summary>
    internal static bool LeavesBody(ClientConnection client, BoundedBody body) =>
        client.Head.Framing != BodyFraming.None && !body.IsRead;

    /// <summary>Reads a body; null, with the answer to give, where that fails.</summary>
    internal static async ValueTask<(JsonObject? Json, Answer Failure)> ReadAsync(
        ClientConnection client, BoundedBody body, int limit)
    {
        var read = await body.ReadAsync(limit, BodyMilliseconds).ConfigureAwait(false);
        if (read == BodyRead.TooLarge) return (null, Error(413, $"the body is larger than {limit} bytes"));
        if (read == BodyRead.Broken) return (null, Error(400, "the body broke off or did not arrive in time"));
        return StrictJson.TryReadObject(body.Bytes, out var json)
            ? (json, Ok(json))
            : (null, Error(400, "the body is not one JSON object without duplicate fields"));
    }

    /// <summary>An answer that holds <paramref name="document"/>.</summary>
    internal static Answer Ok(JsonNode document) =>
        new() { Status = 200, ContentType = Answer.Json, Body = document.ToJsonString() + "\n" };

    /// <summary>An answer that says what is wrong.</summary>
    internal static Answer Error(int status, string sentence, params (string, string)[] fields) => new()
    {
        Status = status,
        ContentType = Answer.Json,
        Body = new JsonObject { ["error"] = sentence }.ToJsonString() + "\n",
        Fields = fields,
    };

    /// <summary>The answer to a method that the endpoint does not know (RFC 9110 §15.5.6).</summary>
    internal static Answer NotAllowed(string allowed) => Error(405, "method not allowed", ("Allow", allowed));
}
