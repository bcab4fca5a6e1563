using Pipelock.Evidence.Records;

namespace Pipelock.Evidence;

/// <summary>The lines about the operation of the proxy: the kill switch, administration, listeners.
/// Thread-safe.</summary>
public sealed class OperationsLog
{
    private readonly EvidenceLog _log;

    internal OperationsLog(EvidenceLog log) => _log = log;

    /// <summary>The kill switch was turned on or off by one of its sources (<c>kill_switch</c>).</summary>
    public void KillSwitchChanged(string source, bool on)
    {
        var record = _log.Begin(EventKind.KillSwitch);
        record.Text(FieldName.Source, source);
        record.Text(FieldName.Status, on ? "active" : "inactive");
        _log.End(ref record, urgent: true);
    }

    /// <summary>A request was refused while all traffic is stopped (<c>kill_switch_deny</c>).</summary>
    /// <param name="context">Who asked; the URL is not told, as nobody has scanned it.</param>
    /// <param name="transport">The way it came.</param>
    /// <param name="endpoint">What it was for, of a closed set.</param>
    /// <param name="source">What stops the traffic.</param>
    /// <param name="message">What the client was told.</param>
    public void KillSwitchDenied(
        in ExchangeContext context, string transport, string endpoint, string source, string message)
    {
        var record = _log.Begin(EventKind.KillSwitchDeny);
        record.Text(FieldName.Transport, transport);
        record.Text(FieldName.Endpoint, endpoint);
        record.Text(FieldName.Source, source);
        record.Text(FieldName.DenyMessage, message);
        ContextFields.Client(ref record, context);
        _log.End(ref record, urgent: true);
    }

    /// <summary>Somebody used the session interface (<c>session_admin</c>).</summary>
    public void SessionAdministered(
        in ExchangeContext context, string action, int statusCode, string sessionKey, string result)
    {
        var record = _log.Begin(EventKind.SessionAdmin);
        record.Text(FieldName.Action, action);
        ContextFields.Client(ref record, context);
        record.Number(FieldName.StatusCode, statusCode);
        record.Text(FieldName.SessionKey, sessionKey);
        record.Text(FieldName.Result, result);
        _log.End(ref record, urgent: true);
    }

    /// <summary>A listener of one agent was opened (<c>agent_listener</c>).</summary>
    public void AgentListenerStarted(string listen, string agent)
    {
        var record = _log.Begin(EventKind.AgentListener);
        record.Text(FieldName.Listen, listen);
        record.Text(FieldName.Agent, agent);
        _log.End(ref record, urgent: true);
    }
}
