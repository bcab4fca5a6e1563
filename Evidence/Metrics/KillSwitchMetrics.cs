using Pipelock.Policy.Emergency;

namespace Pipelock.Evidence.Metrics;

/// <summary>Counts what the kill switch refused, and tells which of its sources are on. Thread-safe.</summary>
public sealed class KillSwitchMetrics
{
    private readonly CounterFamily _denials = new(
        "kill_switch_denials_total", "Total requests refused by the kill switch.", "endpoint", "transport");

    private KillSwitch? _switch;

    /// <summary>Tells which switch to look at.</summary>
    public void Observe(KillSwitch killSwitch) => _switch = killSwitch;

    /// <summary>Something was refused; both labels are of closed sets.</summary>
    public void Denied(string transport, string endpoint) => _denials.With(endpoint, transport).Increment();

    internal IEnumerable<CounterFamily> Families => [_denials];

    internal void WriteTo(MetricsText text)
    {
        text.Head("kill_switch_active", "gauge", "Whether a source of the kill switch is on (1) or off (0).");
        foreach (var source in Enum.GetValues<KillSwitchSource>())
        {
            var on = _switch?.IsSet(source) == true;
            text.Sample("kill_switch_active", ["source"], source.ToString().ToLowerInvariant(), "", on ? 1 : 0);
        }

        text.Family(_denials);
    }
}
