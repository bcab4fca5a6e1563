namespace Pipelock.Policy.Decisions;

/// <summary>What is fixed about one layer of inspection.</summary>
/// <param name="Label">Its name in logs, metrics and headers.</param>
/// <param name="MitreTechnique">The MITRE ATT&amp;CK technique its findings are evidence of.</param>
/// <param name="Score">Its weight in anomaly lines, 0 to 1.</param>
/// <param name="IsStructural">It judges form or destination: a finding counts as at least medium severity.</param>
/// <param name="IsContent">Its findings may quote a secret, so the URL of the exchange is cut in logs.</param>
/// <param name="RunsBeforeSecrets">It ends a scan before the URL was searched for secrets.</param>
/// <param name="Hint">One general sentence told to clients under <c>explain_blocks</c>.</param>
public sealed record LayerFact(
    string Label, string MitreTechnique, double Score, bool IsStructural, bool IsContent, bool RunsBeforeSecrets,
    string Hint);
