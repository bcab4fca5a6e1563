namespace Pipelock.Scanners.Rules;

/// <summary>How the closed value sets are written in rule packs and configurations.</summary>
public static class RuleNames
{
    /// <summary>Reads a severity: <c>low</c>, <c>medium</c>, <c>high</c>, <c>critical</c>.</summary>
    public static bool TryParse(string text, out Severity severity)
    {
        severity = text switch
        {
            "low" => Severity.Low,
            "medium" => Severity.Medium,
            "high" => Severity.High,
            "critical" => Severity.Critical,
            _ => default,
        };
        return severity != default;
    }

    /// <summary>
    /// Reads a validator: <c>luhn</c>, <c>mod97</c>, <c>aba</c>, <c>wif</c>, and those of our own packs.
    /// </summary>
    public static bool TryParse(string text, out SecretValidator validator)
    {
        validator = text switch
        {
            "luhn" => SecretValidator.Luhn,
            "mod97" => SecretValidator.Mod97,
            "aba" => SecretValidator.Aba,
            "wif" => SecretValidator.Wif,
            "jwt" => SecretValidator.Jwt,
            "github-crc32" => SecretValidator.GithubCrc32,
            "aws-access-id" => SecretValidator.AwsAccessId,
            "assignment" => SecretValidator.Assignment,
            "varied" => SecretValidator.Varied,
            "varied-base64" => SecretValidator.VariedBase64,
            "not-words" => SecretValidator.NotWords,
            "not-filler" => SecretValidator.NotFiller,
            "random" => SecretValidator.Random,
            "named-value" => SecretValidator.NamedValue,
            "connection-string" => SecretValidator.ConnectionString,
            "basic-credentials" => SecretValidator.BasicCredentials,
            "bech32" => SecretValidator.Bech32,
            "ethereum-key" => SecretValidator.EthereumKey,
            "private-jwk" => SecretValidator.PrivateJwk,
            "key-body" => SecretValidator.KeyBody,
            "spoken-secret" => SecretValidator.SpokenSecret,
            _ => SecretValidator.None,
        };
        return validator != SecretValidator.None || text.Length == 0;
    }

    /// <summary>
    /// Reads a shape: <c>credit-card</c>, <c>iban</c>, <c>ssn</c>, <c>bitcoin-wif</c>, <c>discord-token</c>,
    /// <c>seed-phrase</c>, <c>url-credentials</c>, <c>connection-url</c>.
    /// </summary>
    public static bool TryParse(string text, out SecretShape shape)
    {
        shape = text switch
        {
            "credit-card" => SecretShape.CreditCard,
            "iban" => SecretShape.Iban,
            "ssn" => SecretShape.SocialSecurityNumber,
            "bitcoin-wif" => SecretShape.BitcoinWif,
            "discord-token" => SecretShape.DiscordToken,
            "seed-phrase" => SecretShape.SeedPhrase,
            "url-credentials" => SecretShape.UrlCredentials,
            "connection-url" => SecretShape.ConnectionUrl,
            "key-pair" => SecretShape.KeyPair,
            "ripple-seed" => SecretShape.RippleSeed,
            "wallet-key" => SecretShape.WalletKey,
            _ => SecretShape.None,
        };
        return shape != SecretShape.None;
    }

    /// <summary>Reads a boundary: <c>run</c> or <c>word</c>.</summary>
    public static bool TryParse(string text, out LeftBoundary boundary)
    {
        boundary = text switch
        {
            "run" => LeftBoundary.Run,
            "word" => LeftBoundary.Word,
            _ => LeftBoundary.None,
        };
        return boundary != LeftBoundary.None;
    }
}
