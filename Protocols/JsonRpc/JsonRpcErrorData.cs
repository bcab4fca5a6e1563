namespace Pipelock.Protocols.JsonRpc;

/// <summary>The <c>data</c> of an error: why, and what would allow it. Empty parts are left out.</summary>
/// <param name="Rule">Identifier of the rule that decided.</param>
/// <param name="Layer">Label of the layer it belongs to.</param>
/// <param name="RequestId">By which the log knows the exchange.</param>
/// <param name="HowToAllow">The narrowest setting that would let it pass.</param>
/// <param name="Severity"><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</param>
public readonly record struct JsonRpcErrorData(
    string Rule, string Layer, string RequestId, string HowToAllow, string Severity);
