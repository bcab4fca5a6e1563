using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Scanners;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Headers;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Payments;
using Pipelock.Scanners.Rules;

namespace Pipelock.Policy.Snapshots;

/// <summary>Tells the scanners, in plain values, what the operator wrote.</summary>
internal static class ScanSettingsMapper
{
    /// <summary>The settings for <paramref name="options"/>.</summary>
    /// <exception cref="IOException"><c>dlp.secrets_file</c> cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException"><c>dlp.secrets_file</c> may not be read.</exception>
    public static ScanSettings Map(PipelockOptions options, PolicyEnvironment environment)
    {
        var limits = options.FetchProxy.Monitoring;
        var requests = options.RequestBodyScanning;
        return new ScanSettings
        {
            EnforceAllowlist = options.Mode == Mode.Strict,
            Allowlist = options.ApiAllowlist,
            Blocklist = limits.Blocklist,
            EntropyThreshold = limits.EntropyThreshold,
            SubdomainEntropyThreshold = limits.SubdomainEntropyThreshold,
            SubdomainEntropyExclusions = limits.SubdomainEntropyExclusions,
            MaxUrlLength = limits.MaxUrlLength,
            IncludeDefaultPatterns = options.Dlp.IncludeDefaults,
            Patterns = [.. options.Dlp.Patterns.Select(Map)],
            RulePacks = environment.RulePackDirectory is null
                ? [] : RulePackFile.ReadDirectory(environment.RulePackDirectory),
            ScanEnvironment = options.Dlp.ScanEnv,
            MinEnvironmentSecretLength = options.Dlp.MinEnvSecretLength,
            Environment = environment.Variables,
            SecretsFileLines = ReadSecrets(options.Dlp.SecretsFile),
            CanaryTokens = Canaries(options.CanaryTokens, environment),
            DetectSeedPhrases = options.SeedPhraseDetection.Enabled,
            SeedPhraseMinWords = options.SeedPhraseDetection.MinWords,
            VerifySeedPhraseChecksum = options.SeedPhraseDetection.VerifyChecksum,
            Addresses = AddressesOf(options.AddressProtection),
            HeaderMode = requests.HeaderMode == HeaderMode.All ? HeaderScanMode.All : HeaderScanMode.Sensitive,
            SensitiveHeaders = requests.SensitiveHeaders,
            IgnoredHeaders = requests.IgnoreHeaders,
            InternalRanges = options.Internal,
            AddressAllowlist = options.Ssrf.IpAllowlist,
            TrustedDomains = options.TrustedDomains,
            Injection = new InjectionSettings
            {
                IncludeDefaults = options.ResponseScanning.IncludeDefaults,
                Patterns = [.. options.ResponseScanning.Patterns.Select(
                    one => new InjectionPattern(one.Name, one.Regex))],
            },
            Decoding = DecodingOf(options),
            ScanAgentMessages = options.A2aScanning.Enabled,
            CacheDirectory = environment.CacheDirectory,
        };
    }

    /// <summary>How far the content codings of bodies are undone.</summary>
    public static DecodingLimits DecodingOf(PipelockOptions options)
    {
        var limits = options.Decompression;
        return new DecodingLimits(
            limits.MaxRatio, limits.FreeBytes, limits.MaxBytes == 0 ? long.MaxValue : limits.MaxBytes);
    }

    private static AddressSettings? AddressesOf(AddressProtectionOptions options)
    {
        if (!options.Enabled)
            return null;
        var chains = options.Chains;
        (bool IsOn, PaymentChain Chain)[] all =
        [
            (chains.Eth, PaymentChain.Eth), (chains.Btc, PaymentChain.Btc), (chains.Bnb, PaymentChain.Bnb),
            (chains.Sol, PaymentChain.Sol),
        ];
        return new AddressSettings
        {
            Chains = [.. all.Where(one => one.IsOn).Select(one => one.Chain)],
            Allowed = options.AllowedAddresses,
            PrefixLength = options.Similarity.PrefixLength,
            SuffixLength = options.Similarity.SuffixLength,
            FindsUnknown = options.UnknownAction != AddressAction.Allow,
            UnknownOnlyWarns = options.UnknownAction == AddressAction.Warn,
        };
    }

    private static SecretPatternSettings Map(DlpPatternOptions pattern) =>
        new(pattern.Name, pattern.Regex, Map(pattern.Severity))
        {
            Validator = pattern.Validator?.ToString().ToLowerInvariant() ?? "",
            ExemptDomains = pattern.ExemptDomains,
            WarnOnly = pattern.Action == WarnOnlyAction.Warn,
        };

    private static Severity Map(RuleSeverity? severity) => severity switch
    {
        RuleSeverity.Low => Severity.Low,
        RuleSeverity.Medium => Severity.Medium,
        RuleSeverity.Critical => Severity.Critical,
        _ => Severity.High, // who writes a rule without a severity means it to be enforced
    };

    private static ImmutableArray<string> ReadSecrets(string path) =>
        path.Length == 0 ? [] : [.. File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line))];

    private static ImmutableArray<CanaryTokenSettings> Canaries(
        CanaryTokensOptions section, PolicyEnvironment environment)
    {
        if (!section.Enabled)
            return [];
        var tokens = ImmutableArray.CreateBuilder<CanaryTokenSettings>();
        foreach (var token in section.Tokens)
        {
            tokens.Add(new CanaryTokenSettings(token.Name, token.Value));
            if (environment.Variables.TryGetValue(token.EnvVar, out var planted) && planted != token.Value
                && planted.Length >= ShortestCanary)
                tokens.Add(new CanaryTokenSettings(token.Name, planted));
        }

        return tokens.DrainToImmutable();
    }

    private const int ShortestCanary = 8;
}
