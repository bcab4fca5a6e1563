using System.Collections.Immutable;
using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Secret detection: patterns, the secrets file, planted tokens.</summary>
internal static class SecretRules
{
    private const int ShortestCanary = 8;

    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        sink.Require(
            options.Dlp.Action.Length == 0,
            "dlp.action",
            "is reserved; set mode, or action: warn on single patterns");
        if (options.Dlp.SecretsFile.Length > 0)
            sink.Private("dlp.secrets_file", options.Dlp.SecretsFile, FileChecks.SecretForbidden);
        CheckPatterns("dlp.patterns", options.Dlp.Patterns, sink);
        if (!options.Dlp.IncludeDefaults && options.Dlp.Patterns.IsEmpty)
            sink.Warn("dlp.include_defaults", "is false and there are no patterns: only the core rules remain");
        CheckCanaries(options.CanaryTokens, sink);
    }

    /// <summary>The rules for a list of patterns, wherever it stands.</summary>
    public static void CheckPatterns(string list, ImmutableArray<DlpPatternOptions> patterns, ValidationSink sink)
    {
        for (var i = 0; i < patterns.Length; i++)
        {
            var key = KeyPaths.Element(list, i);
            sink.Required($"{key}.name", patterns[i].Name);
            sink.Pattern($"{key}.regex", patterns[i].Regex);
            sink.Domains($"{key}.exempt_domains", patterns[i].ExemptDomains);
        }

        sink.Unique(
            patterns.Select((pattern, i) => ($"{KeyPaths.Element(list, i)}.name", pattern.Name)),
            StringComparer.Ordinal);
    }

    // Also where disabled: a token that would not work must not be found out on the day it is needed.
    private static void CheckCanaries(CanaryTokensOptions canaries, ValidationSink sink)
    {
        const string Tokens = "canary_tokens.tokens";
        if (canaries.Enabled && canaries.Tokens.IsEmpty)
            sink.Error(Tokens, "needs at least one token when canary_tokens.enabled is true");
        for (var i = 0; i < canaries.Tokens.Length; i++)
        {
            var key = KeyPaths.Element(Tokens, i);
            var token = canaries.Tokens[i];
            sink.Required($"{key}.name", token.Name);
            if (sink.Required($"{key}.value", token.Value))
            {
                sink.Require(
                    token.Value.Length >= ShortestCanary,
                    $"{key}.value",
                    $"must have at least {ShortestCanary} characters");
            }

            sink.Require(
                token.EnvVar.Length == 0 || IsIdentifier(token.EnvVar),
                $"{key}.env_var",
                "must be the name of an environment variable: letters, digits and _, no leading digit");
        }

        sink.Unique(
            canaries.Tokens.Select((token, i) => ($"{KeyPaths.Element(Tokens, i)}.name", token.Name)),
            StringComparer.OrdinalIgnoreCase);
        sink.Unique(
            canaries.Tokens.Select((token, i) => ($"{KeyPaths.Element(Tokens, i)}.value", token.Value)),
            StringComparer.Ordinal);
    }

    private static bool IsIdentifier(string text) =>
        !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
