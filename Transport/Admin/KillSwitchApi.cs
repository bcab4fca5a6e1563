using System.Text.Json.Nodes;
using Pipelock.Policy.Emergency;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Listening;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Transport.Admin;

/// <summary>The kill switch over HTTP: turns its own source on and off, and tells the state of all.</summary>
internal sealed class KillSwitchApi(KillSwitch killSwitch)
{
    private const int MaxBody = 1024;
    private const int TogglesPerMinute = 10;

    private readonly TokenBucket _toggles = new(Environment.TickCount64);

    /// <summary><c>POST /api/v1/killswitch</c> with <c>{"active": true}</c> or false.</summary>
    public async ValueTask<Answer> SetAsync(ClientConnection client, BoundedBody body)
    {
        if (client.Head.KnownMethod != RequestMethod.Post) return AdminApi.NotAllowed("POST");
        if (!_toggles.TryTake(TogglesPerMinute, TogglesPerMinute, Environment.TickCount64))
            return AdminApi.Error(429, $"more than {TogglesPerMinute} changes in a minute", ("Retry-After", "60"));
        var (json, failure) = await AdminApi.ReadAsync(client, body, MaxBody).ConfigureAwait(false);
        if (json is null) return failure;
        if (!StrictJson.HasOnly(json, "active")
            || json["active"] is not JsonValue value || !value.TryGetValue<bool>(out var active))
            return AdminApi.Error(400, "the body must be {\"active\": true} or {\"active\": false}");
        killSwitch.Set(KillSwitchSource.Api, active);
        return AdminApi.Ok(new JsonObject
        {
            ["active"] = active,
            ["source"] = "api",
            ["message"] = active ? killSwitch.Message
                : killSwitch.IsActive ? "released by the API; another source is still on" : "released",
        });
    }

    /// <summary><c>GET /api/v1/killswitch/status</c>.</summary>
    public Answer Status(RequestMethod method)
    {
        if (method is not (RequestMethod.Get or RequestMethod.Head)) return AdminApi.NotAllowed("GET");
        var sources = new JsonObject();
        foreach (var source in Enum.GetValues<KillSwitchSource>())
            sources[source.ToString().ToLowerInvariant()] = killSwitch.IsSet(source);
        return AdminApi.Ok(new JsonObject
        {
            ["active"] = killSwitch.IsActive,
            ["sources"] = sources,
            ["message"] = killSwitch.Message,
        });
    }
}
