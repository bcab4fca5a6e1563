using System.Text.Json.Nodes;
using Pipelock.Evidence;
using Pipelock.Policy.Sessions;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Transport.Admin;

/// <summary>The sessions over HTTP: what is known of them, and the ways to end or ease their quarantine.</summary>
internal sealed class SessionApi(ProxyServices services)
{
    /// <summary>The path of the list; a session's own paths begin with it and a slash.</summary>
    public const string Root = "/api/v1/sessions";

    private const int MaxBody = 64 * 1024;
    private const int ActionsPerMinute = 10;

    private static readonly string[] s_actions = ["reset", "terminate", "airlock"];

    private readonly Dictionary<string, TokenBucket> _buckets =
        s_actions.ToDictionary(action => action, _ => new TokenBucket(Environment.TickCount64), StringComparer.Ordinal);

    private SessionRegistry Sessions => services.Sessions;

    /// <summary>Answers the request; its path begins with <see cref="Root"/>.</summary>
    public async ValueTask<Answer> AnswerAsync(ClientConnection client, BoundedBody body, string path, string query)
    {
        if (services.Policies.Current.Sessions is null)
            return AdminApi.Error(503, "session_profiling is not enabled");
        var parts = path[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return Read(client) ?? List(query);
        var key = Uri.UnescapeDataString(parts[0]);
        if (parts.Length > 2 || key.Contains('/', StringComparison.Ordinal)
            || key.Contains('\0', StringComparison.Ordinal))
            return AdminApi.Error(400, "the key of a session holds no slash and no NUL");
        if (Sessions.Find(key) is not { } session) return AdminApi.Error(404, "no such session");
        var action = parts.Length == 2 ? parts[1] : "";
        return action switch
        {
            "" => Read(client) ?? AdminApi.Ok(SessionDocuments.Full(session.Describe(Environment.TickCount64))),
            "explain" => Read(client)
                ?? AdminApi.Ok(SessionDocuments.Explain(session.Describe(Environment.TickCount64))),
            _ when !s_actions.Contains(action) => AdminApi.Error(404, "no such endpoint"),
            _ => await ChangeAsync(client, body, session, action).ConfigureAwait(false),
        };
    }

    private static Answer? Read(ClientConnection client) =>
        client.Head.KnownMethod is RequestMethod.Get or RequestMethod.Head ? null : AdminApi.NotAllowed("GET");

    private Answer List(string query)
    {
        var tier = query.StartsWith("tier=", StringComparison.Ordinal) ? query[5..] : "";
        if (tier.Length > 0 && tier != "normal" && !SessionDocuments.TryParseTier(tier, out _))
            return AdminApi.Error(400, "tier must be none, soft, hard, drain or normal");
        var now = Environment.TickCount64;
        var sessions = new JsonArray();
        foreach (var session in Sessions.All())
        {
            var state = session.Describe(now);
            if (tier.Length == 0 || SessionDocuments.Name(state.Tier) == (tier == "normal" ? "none" : tier))
                sessions.Add((JsonNode)SessionDocuments.Short(state));
        }

        return AdminApi.Ok(new JsonObject { ["sessions"] = sessions, ["count"] = sessions.Count });
    }

    private async ValueTask<Answer> ChangeAsync(
        ClientConnection client, BoundedBody body, Session session, string action)
    {
        if (client.Head.KnownMethod != RequestMethod.Post) return AdminApi.NotAllowed("POST");
        if (!_buckets[action].TryTake(ActionsPerMinute, ActionsPerMinute, Environment.TickCount64))
            return AdminApi.Error(429, $"more than {ActionsPerMinute} changes in a minute", ("Retry-After", "60"));
        JsonObject json = [];
        if (client.Head.Framing != BodyFraming.None && (action == "airlock" || client.Head.ContentLength != 0))
        {
            var (read, failure) = await AdminApi.ReadAsync(client, body, MaxBody).ConfigureAwait(false);
            if (read is null) return failure;
            json = read;
        }

        var before = session.Describe(Environment.TickCount64);
        var answer = action switch
        {
            "reset" => Reset(session, before, json),
            "terminate" => Terminate(session, before, json),
            _ => Airlock(session, before, json),
        };
        services.Journal.Log.Operations.SessionAdministered(
            new ExchangeContext { Client = client.Address }, action, answer.Status, session.Key,
            answer.Status == 200 ? "ok" : "refused");
        return answer;
    }

    private static Answer Reset(Session session, SessionState before, JsonObject json)
    {
        if (json.Count > 0) return AdminApi.Error(400, "reset takes no fields");
        session.Reset(Environment.TickCount64);
        return AdminApi.Ok(new JsonObject
        {
            ["key"] = session.Key,
            ["reset"] = true,
            ["previous_level"] = SessionDocuments.Name(before.Level),
            ["previous_score"] = before.Score,
            ["ip_state_cleared"] = false,
            ["cee_state_cleared"] = false,
        });
    }

    private Answer Terminate(Session session, SessionState before, JsonObject json)
    {
        if (json.Count > 0) return AdminApi.Error(400, "terminate takes no fields");
        return AdminApi.Ok(new JsonObject
        {
            ["key"] = session.Key,
            ["terminated"] = Sessions.Remove(session.Key),
            ["previous_tier"] = SessionDocuments.Name(before.Tier),
            ["previous_level"] = SessionDocuments.Name(before.Level),
            ["previous_score"] = before.Score,
        });
    }

    private static Answer Airlock(Session session, SessionState before, JsonObject json)
    {
        if (!StrictJson.HasOnly(json, "tier") || StrictJson.Text(json, "tier") is not { } name
            || !SessionDocuments.TryParseTier(name == "normal" ? "none" : name, out var tier))
            return AdminApi.Error(400, "the body must be {\"tier\": \"none\"}, soft, hard or drain");
        return AdminApi.Ok(new JsonObject
        {
            ["key"] = session.Key,
            ["previous_tier"] = SessionDocuments.Name(before.Tier),
            ["new_tier"] = SessionDocuments.Name(tier),
            ["changed"] = session.Put(tier, "api", Environment.TickCount64),
        });
    }
}
