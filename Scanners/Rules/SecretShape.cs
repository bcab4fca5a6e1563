namespace Pipelock.Scanners.Rules;

/// <summary>A shape without a literal to anchor on; each is found by vectorised code instead of an automaton.</summary>
public enum SecretShape : byte
{
    /// <summary>The rule has a pattern.</summary>
    None,

    /// <summary>Payment card numbers with optional single spaces or dashes.</summary>
    CreditCard,

    /// <summary>International bank account numbers.</summary>
    Iban,

    /// <summary>US social security numbers written 3-2-4.</summary>
    SocialSecurityNumber,

    /// <summary>Bitcoin private keys in wallet import format.</summary>
    BitcoinWif,

    /// <summary>Discord bot tokens: three dotted parts.</summary>
    DiscordToken,

    /// <summary>BIP-39 mnemonic phrases in English.</summary>
    SeedPhrase,

    /// <summary>User and password in a URL (RFC 3986 §3.2.1).</summary>
    UrlCredentials,

    /// <summary>The same in a URL that names a database or a message broker.</summary>
    ConnectionUrl,

    /// <summary>A private key of Ed25519 with its public key, as numbers or in base 58.</summary>
    KeyPair,

    /// <summary>Family seeds of the XRP Ledger.</summary>
    RippleSeed,

    /// <summary>Other keys of wallets with a version and a checksum: Stellar, Tezos, BIP-38, other networks.</summary>
    WalletKey,

    /// <summary>Payment addresses that are not the operator's own.</summary>
    PaymentAddress,
}
