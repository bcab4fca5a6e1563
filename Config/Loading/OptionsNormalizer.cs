using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Config.Validation;

namespace Pipelock.Config.Loading;

/// <summary>Brings values with several spellings into the one form that everything else compares with.</summary>
internal static class OptionsNormalizer
{
    private static readonly PipelockOptions s_defaults = new();

    /// <summary>
    /// Host lists in lower case without the root's dot, image types without parameters, 0 as the default.
    /// </summary>
    public static PipelockOptions Normalize(PipelockOptions options) => options with
    {
        ApiAllowlist = Hosts(options.ApiAllowlist),
        TrustedDomains = Hosts(options.TrustedDomains),
        Agents = options.Agents.ToImmutableDictionary(agent => agent.Key, agent => Agent(agent.Value)),
        FetchProxy = Fetch(options.FetchProxy),
        ForwardProxy = options.ForwardProxy with
        {
            RedirectWebsocketHosts = Hosts(options.ForwardProxy.RedirectWebsocketHosts),
        },
        UpstreamProxy = options.UpstreamProxy with { NoProxy = Hosts(options.UpstreamProxy.NoProxy) },
        TlsInterception = options.TlsInterception with
        {
            PassthroughDomains = Hosts(options.TlsInterception.PassthroughDomains),
            InterceptOnly = Hosts(options.TlsInterception.InterceptOnly),
        },
        Dlp = options.Dlp with
        {
            MinEnvSecretLength = OrDefault(options.Dlp.MinEnvSecretLength, s_defaults.Dlp.MinEnvSecretLength),
            Patterns = Patterns(options.Dlp.Patterns),
        },
        CanaryTokens = options.CanaryTokens with
        {
            Tokens = [.. options.CanaryTokens.Tokens.Select(token => token with { Value = token.Value.Trim() })],
        },
        ResponseScanning = Responses(options.ResponseScanning),
        CrossRequestDetection = CrossRequest(options.CrossRequestDetection),
        AdaptiveEnforcement = options.AdaptiveEnforcement with
        {
            ExemptDomains = Hosts(options.AdaptiveEnforcement.ExemptDomains),
        },
        Taint = options.Taint with { AllowlistedDomains = Hosts(options.Taint.AllowlistedDomains) },
        BrowserShield = options.BrowserShield with
        {
            ExemptDomains = Hosts(options.BrowserShield.ExemptDomains),
            TrackingDomains = Hosts(options.BrowserShield.TrackingDomains),
        },
        MediaPolicy = Media(options.MediaPolicy),
    };

    private static ImmutableArray<string> Hosts(ImmutableArray<string> list) =>
        [.. list.Select(DomainPattern.Normalize)];

    private static ImmutableArray<DlpPatternOptions> Patterns(ImmutableArray<DlpPatternOptions> patterns) =>
        [.. patterns.Select(pattern => pattern with { ExemptDomains = Hosts(pattern.ExemptDomains) })];

    // Files of the established format write 0 where they mean the default.
    private static int OrDefault(int value, int otherwise) => value == 0 ? otherwise : value;

    private static AgentOptions Agent(AgentOptions agent) => agent with
    {
        ApiAllowlist = agent.ApiAllowlist is { } allowlist ? Hosts(allowlist) : null,
        TrustedDomains = agent.TrustedDomains is { } trusted ? Hosts(trusted) : null,
        Dlp = agent.Dlp with { Patterns = Patterns(agent.Dlp.Patterns) },
    };

    private static FetchProxyOptions Fetch(FetchProxyOptions fetch) => fetch with
    {
        TimeoutSeconds = OrDefault(fetch.TimeoutSeconds, s_defaults.FetchProxy.TimeoutSeconds),
        Monitoring = fetch.Monitoring with
        {
            Blocklist = Hosts(fetch.Monitoring.Blocklist),
            SubdomainEntropyExclusions = Hosts(fetch.Monitoring.SubdomainEntropyExclusions),
        },
    };

    private static ResponseScanningOptions Responses(ResponseScanningOptions responses) => responses with
    {
        ExemptDomains = Hosts(responses.ExemptDomains),
        SseStreaming = responses.SseStreaming with
        {
            MaxEventBytes = OrDefault(
                responses.SseStreaming.MaxEventBytes, s_defaults.ResponseScanning.SseStreaming.MaxEventBytes),
        },
    };

    private static CrossRequestDetectionOptions CrossRequest(CrossRequestDetectionOptions cross) => cross with
    {
        EntropyBudget = cross.EntropyBudget with { ExemptDomains = Hosts(cross.EntropyBudget.ExemptDomains) },
    };

    private static MediaPolicyOptions Media(MediaPolicyOptions media) => media with
    {
        MaxImageBytes = media.MaxImageBytes == 0 ? s_defaults.MediaPolicy.MaxImageBytes : media.MaxImageBytes,
        AllowedImageTypes = media.AllowedImageTypes.IsEmpty
            ? s_defaults.MediaPolicy.AllowedImageTypes
            : [.. media.AllowedImageTypes.Select(type => type.Split(';')[0].Trim().ToLowerInvariant())],
    };
}
