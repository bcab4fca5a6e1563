using Pipelock.Config.Options;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;

namespace Pipelock.Policy.Decisions;

/// <summary>The advice on findings of secrets: which rule could be told to look away, where.</summary>
internal static class SecretAdvice
{
    /// <summary>For a secret in a URL.</summary>
    public static string OnHost(Finding cause, string host) =>
        Known(cause) ?? (host.Length > 0
            ? $"dlp.patterns[name=\"{cause.RuleName}\"].exempt_domains: [{host}]"
            : OnlyInform(cause));

    /// <summary>For a secret in a header: the header can be left out of the scan.</summary>
    public static string InHeader(Finding cause, RequestBodyScanningOptions section)
    {
        if (HeaderPlace.Name(cause) is not { } name)
            return InBody(cause);
        if (section.HeaderMode == HeaderMode.All)
            return $"add {name} to request_body_scanning.ignore_headers";
        var others = section.SensitiveHeaders.Where(one => !one.Equals(name, StringComparison.OrdinalIgnoreCase));
        return $"request_body_scanning.sensitive_headers: [{string.Join(", ", others)}]";
    }

    /// <summary>For a secret in a body: bodies have no exceptions by place, only by rule.</summary>
    public static string InBody(Finding cause) => Known(cause) ?? OnlyInform(cause);

    private static string OnlyInform(Finding cause) => $"dlp.patterns[name=\"{cause.RuleName}\"].action: warn";

    /// <summary>Secrets that are not found by a pattern have settings of their own.</summary>
    private static string? Known(Finding cause) => cause.RuleName switch
    {
        "Environment Variable Leak" => "dlp.scan_env: false",
        "Known Secret Leak" => "remove the line from dlp.secrets_file",
        "BIP-39 Seed Phrase" => "seed_phrase_detection.enabled: false",
        var name when name.StartsWith("Canary Token", StringComparison.Ordinal) =>
            "remove the token from canary_tokens.tokens",
        _ => null,
    };
}
