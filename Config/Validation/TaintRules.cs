using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>What a session may do after it has read untrusted text.</summary>
internal static class TaintRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var taint = options.Taint;
        sink.Domains("taint.allowlisted_domains", taint.AllowlistedDomains);
        sink.Globs("taint.protected_paths", taint.ProtectedPaths);
        sink.Globs("taint.elevated_paths", taint.ElevatedPaths);
        for (var i = 0; i < taint.TrustOverrides.Length; i++)
            CheckOverride(KeyPaths.Element("taint.trust_overrides", i), taint.TrustOverrides[i], sink);
    }

    private static void CheckOverride(string key, TrustOverrideOptions trust, ValidationSink sink)
    {
        if (trust.Scope is null)
            sink.Error($"{key}.scope", "is required: action or source");
        if (trust.Scope is TrustScope.Source || trust.SourceMatch.Length > 0)
            sink.Glob($"{key}.source_match", trust.SourceMatch);
        if (trust.Scope is TrustScope.Action || trust.ActionMatch.Length > 0)
            sink.Glob($"{key}.action_match", trust.ActionMatch);
        sink.Require(
            trust.ExpiresAt is not null,
            $"{key}.expires_at",
            "is required, such as 2030-01-31T12:00:00Z: an exception must end");
    }
}
