using System.Globalization;
using System.Text.Json.Nodes;
using Pipelock.Config.Options;
using Pipelock.Policy.Sessions;

namespace Pipelock.Transport.Admin;

/// <summary>Writes what is known of a session as JSON.</summary>
internal static class SessionDocuments
{
    /// <summary>The entry of a list.</summary>
    public static JsonObject Short(SessionState state) => new()
    {
        ["key"] = state.Key,
        ["agent"] = state.Agent,
        ["client_ip"] = state.Client,
        ["kind"] = "identity",
        ["threat_score"] = state.Score,
        ["escalation_level"] = Name(state.Level),
        ["block_all"] = state.BlocksAll,
        ["airlock_tier"] = Name(state.Tier),
        ["last_activity"] = Time(DateTimeOffset.UtcNow - state.Idle),
    };

    /// <summary>Everything there is.</summary>
    public static JsonObject Full(SessionState state)
    {
        var json = Short(state);
        if (state.Tier != AirlockTier.None) json["airlock_entered_at"] = Time(DateTimeOffset.UtcNow - state.InTier);
        json["in_flight"] = state.InFlight;
        json["escalation_level_int"] = (int)state.Level;
        json["recent_events"] = new JsonArray([.. state.Events.Select(Event)]);
        return json;
    }

    /// <summary>Why a session is in quarantine, and when that ends.</summary>
    public static JsonObject Explain(SessionState state)
    {
        var json = new JsonObject
        {
            ["key"] = state.Key,
            ["tier"] = Name(state.Tier),
            ["reason"] = state.Tier == AirlockTier.None ? "session not quarantined" : $"quarantined by {state.Trigger}",
            ["escalation_level"] = Name(state.Level),
            ["escalation_level_int"] = (int)state.Level,
            ["threat_score"] = state.Score,
        };
        if (state.Tier == AirlockTier.None) return json;
        json["trigger"] = state.Trigger;
        json["trigger_source"] = state.Trigger == "api" ? "api" : "automatic";
        json["entered_at"] = Time(DateTimeOffset.UtcNow - state.InTier);
        json["elapsed_in_tier_ns"] = (long)(state.InTier.TotalMilliseconds * 1_000_000);
        if (!state.Events.IsEmpty)
        {
            json["evidence_kind"] = state.Events[0].Kind;
            json["evidence_target"] = state.Events[0].Target;
            json["evidence_detail"] = state.Events[0].Detail;
            json["evidence_at"] = Time(state.Events[0].At);
        }

        if (state.EasesIn is not { } left) return json;
        json["next_deescalation_tier"] = Name(state.Tier - 1);
        json["next_deescalation_at"] = Time(DateTimeOffset.UtcNow + left);
        return json;
    }

    /// <summary>The written name of a level or tier.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Reads the written name of a tier.</summary>
    public static bool TryParseTier(string name, out AirlockTier tier)
    {
        foreach (var known in Enum.GetValues<AirlockTier>())
        {
            tier = known;
            if (Name(known) == name) return true;
        }

        tier = default;
        return false;
    }

    private static JsonNode Event(SessionEvent one) => new JsonObject
    {
        ["at"] = Time(one.At),
        ["kind"] = one.Kind,
        ["target"] = one.Target,
        ["detail"] = one.Detail,
        ["severity"] = Name(one.Severity),
        ["score"] = one.Score,
    };

    private static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
