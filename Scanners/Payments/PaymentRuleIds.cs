namespace Pipelock.Scanners.Payments;

/// <summary>How the identifiers of rules about payment addresses begin; the chain in lower case follows.</summary>
public static class PaymentRuleIds
{
    /// <summary>An address that resembles an allowed one.</summary>
    public const string Lookalike = "address-lookalike-";

    /// <summary>An address that resembles none.</summary>
    public const string Unknown = "address-unknown-";
}
