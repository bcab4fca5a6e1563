using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Scanning of requests and responses, wallet phrases, payment addresses, secrets sent in pieces.</summary>
internal static class ContentRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        CheckResponses(options.ResponseScanning, sink);
        var bodies = options.RequestBodyScanning;
        sink.Each("request_body_scanning.sensitive_headers", bodies.SensitiveHeaders, HeaderProblem);
        sink.Each("request_body_scanning.ignore_headers", bodies.IgnoreHeaders, HeaderProblem);
        sink.Require(
            options.SeedPhraseDetection.MinWords is 12 or 15 or 18 or 21 or 24,
            "seed_phrase_detection.min_words",
            "must be 12, 15, 18, 21 or 24");
        CheckAddresses(options.AddressProtection, sink);
        CheckCrossRequest(options.CrossRequestDetection, sink);
    }

    private static void CheckResponses(ResponseScanningOptions responses, ValidationSink sink)
    {
        const string Patterns = "response_scanning.patterns";
        if (responses.Action is ResponseAction.Ask)
            sink.Positive("response_scanning.ask_timeout_seconds", responses.AskTimeoutSeconds);
        for (var i = 0; i < responses.Patterns.Length; i++)
        {
            var key = KeyPaths.Element(Patterns, i);
            sink.Required($"{key}.name", responses.Patterns[i].Name);
            sink.Pattern($"{key}.regex", responses.Patterns[i].Regex);
        }

        sink.Unique(
            responses.Patterns.Select((pattern, i) => ($"{KeyPaths.Element(Patterns, i)}.name", pattern.Name)),
            StringComparer.Ordinal);
        sink.Domains("response_scanning.exempt_domains", responses.ExemptDomains);
        if (!responses.Enabled && !responses.ExemptDomains.IsEmpty)
            sink.Warn("response_scanning.exempt_domains", "has no effect while response_scanning.enabled is false");
    }

    // RFC 9110 §5.6.2: a field name is a token.
    private static string? HeaderProblem(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c))
            ? null
            : "must be a header name";

    private static void CheckAddresses(AddressProtectionOptions addresses, ValidationSink sink)
    {
        sink.NotBlank("address_protection.allowed_addresses", addresses.AllowedAddresses);
        if (!addresses.Enabled)
            return;
        var chains = addresses.Chains;
        sink.Require(
            chains.Eth || chains.Btc || chains.Bnb || chains.Sol,
            "address_protection.chains",
            "needs at least one currency when address_protection.enabled is true");
        sink.Positive("address_protection.similarity.prefix_length", addresses.Similarity.PrefixLength);
        sink.Positive("address_protection.similarity.suffix_length", addresses.Similarity.SuffixLength);
    }

    private static void CheckCrossRequest(CrossRequestDetectionOptions cross, ValidationSink sink)
    {
        var (budget, pieces) = (cross.EntropyBudget, cross.FragmentReassembly);
        sink.Domains("cross_request_detection.entropy_budget.exempt_domains", budget.ExemptDomains);
        if (!cross.Enabled)
            return;
        if (!budget.Enabled && !pieces.Enabled)
        {
            sink.Error(
                "cross_request_detection.enabled",
                "needs entropy_budget.enabled or fragment_reassembly.enabled to be true");
        }

        if (budget.Enabled)
        {
            sink.Positive("cross_request_detection.entropy_budget.bits_per_window", budget.BitsPerWindow);
            sink.Positive("cross_request_detection.entropy_budget.window_minutes", budget.WindowMinutes);
        }

        if (pieces.Enabled)
        {
            sink.Positive("cross_request_detection.fragment_reassembly.max_buffer_bytes", pieces.MaxBufferBytes);
            sink.Positive("cross_request_detection.fragment_reassembly.window_minutes", pieces.WindowMinutes);
        }
    }
}
