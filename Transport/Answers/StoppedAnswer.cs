using System.Text.Json.Nodes;
using Pipelock.Policy.Emergency;

namespace Pipelock.Transport.Answers;

/// <summary>What a client is told while the kill switch stops all traffic.</summary>
public static class StoppedAnswer
{
    private const string Code = "kill_switch_active";

    /// <summary>The answer of a listener that speaks plain HTTP.</summary>
    public static Answer Of(KillSwitch killSwitch) => new()
    {
        Status = 503,
        ContentType = Answer.Json,
        Body = new JsonObject { ["error"] = Code, ["message"] = killSwitch.Message }.ToJsonString() + "\n",
        Fields = [("X-Pipelock-Block-Reason", Code), ("X-Pipelock-Block-Reason-Layer", "kill_switch")],
    };

    /// <summary>What the last event of a stopped event stream says, as JSON.</summary>
    public static byte[] EventData(KillSwitch killSwitch)
    {
        var error = new JsonObject { ["type"] = Code, ["message"] = killSwitch.Message };
        return System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["error"] = error }.ToJsonString());
    }
}
