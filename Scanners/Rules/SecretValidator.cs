namespace Pipelock.Scanners.Rules;

/// <summary>A check that tells a secret from a text that merely looks like one.</summary>
public enum SecretValidator : byte
{
    /// <summary>The pattern alone decides.</summary>
    None,

    /// <summary>Payment card: issuer range, length and Luhn digit (ISO/IEC 7812-1 annex B).</summary>
    Luhn,

    /// <summary>IBAN: country length and mod 97-10 (ISO 13616, ISO/IEC 7064).</summary>
    Mod97,

    /// <summary>US routing number: nine digits, known prefix, weights 3-7-1.</summary>
    Aba,

    /// <summary>Bitcoin wallet import format: Base58Check, version 0x80.</summary>
    Wif,

    /// <summary>JSON Web Token: the first part decodes to JSON with an <c>alg</c> member (RFC 7519 §5).</summary>
    Jwt,

    /// <summary>GitHub token: the last six characters are the base-62 CRC-32 of the ones before.</summary>
    GithubCrc32,

    /// <summary>AWS access key id: of one letter case, or standing alone as exactly twenty characters.</summary>
    AwsAccessId,

    /// <summary>
    /// The value of an assignment is not a placeholder such as <c>${TOKEN}</c> or <c>your_api_key</c>.
    /// </summary>
    Assignment,

    /// <summary>Enough different characters to be random: not <c>0x000…</c>, not <c>xxxx…</c>.</summary>
    Varied,

    /// <summary>Varied, and more than hexadecimal digits: no line of a hex dump that begins as the secret does.</summary>
    VariedBase64,

    /// <summary>Not made of lower-case words, as <c>sk-proj-your-key-here</c> is.</summary>
    NotWords,

    /// <summary>Not a mark with nothing but filler behind it, as <c>sk_test_xxxxxxxx</c> is.</summary>
    NotFiller,

    /// <summary>Letters and digits mixed as chance mixes them: no word, no number, no filler.</summary>
    Random,

    /// <summary>
    /// The value behind a telling name is random, the name none of a value that is random but no secret, as
    /// <c>next_page_token</c> is.
    /// </summary>
    NamedValue,

    /// <summary>The password stands in a list of <c>key=value;</c> that also names a server or a user.</summary>
    ConnectionString,

    /// <summary>Base64 of <c>user:password</c> (RFC 7617 §2).</summary>
    BasicCredentials,

    /// <summary>Bech32 with a valid checksum (BIP-173).</summary>
    Bech32,

    /// <summary>Nothing before a number of 32 bytes says that it is a hash, a topic or a constant.</summary>
    EthereumKey,

    /// <summary>The private member of a JSON Web Key: its key type stands beside it (RFC 7517 §4.1).</summary>
    PrivateJwk,

    /// <summary>The body of a key: no line before it says so already.</summary>
    KeyBody,

    /// <summary>What follows the words is such as people choose for a password, a PIN or a recovery code.</summary>
    SpokenSecret,
}
