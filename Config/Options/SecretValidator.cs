using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The check that a pattern's match must pass to count.</summary>
public enum SecretValidator : byte
{
    /// <summary>Luhn digit and card issuer ranges.</summary>
    [Summary("Luhn digit and card issuer ranges.")]
    Luhn,

    /// <summary>IBAN country length and check digits.</summary>
    [Summary("IBAN country length and check digits.")]
    Mod97,

    /// <summary>United States routing number prefix and checksum.</summary>
    [Summary("United States routing number prefix and checksum.")]
    Aba,

    /// <summary>Base58Check of a Bitcoin private key.</summary>
    [Summary("Base58Check of a Bitcoin private key.")]
    Wif,
}
