using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>What happens on this machine: watched directories, containment, git, installed bundles.</summary>
internal static class HostRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        var sentry = options.FileSentry;
        if (sentry.Enabled && sentry.WatchPaths.IsEmpty)
            sink.Error("file_sentry.watch_paths", "needs at least one directory when file_sentry.enabled is true");
        sink.NotBlank("file_sentry.watch_paths", sentry.WatchPaths);
        sink.Globs("file_sentry.ignore_patterns", sentry.IgnorePatterns);
        CheckSandbox("sandbox", options.Sandbox, sink);
        sink.Globs("git_protection.allowed_branches", options.GitProtection.AllowedBranches);
        sink.NotBlank("git_protection.blocked_commands", options.GitProtection.BlockedCommands);
        CheckBundles(options.Rules, sink);
    }

    /// <summary>The rules of containment, for the whole proxy or for one agent.</summary>
    public static void CheckSandbox(string section, SandboxOptions sandbox, ValidationSink sink)
    {
        if (sandbox is { Strict: true, BestEffort: true })
            sink.Error($"{section}.strict", "and best_effort exclude each other");
        sink.NotBlank($"{section}.filesystem.allow_read", sandbox.Filesystem.AllowRead);
        sink.NotBlank($"{section}.filesystem.allow_write", sandbox.Filesystem.AllowWrite);
    }

    private static void CheckBundles(RulesOptions rules, ValidationSink sink)
    {
        sink.Each("rules.disabled", rules.Disabled, DisabledProblem);
        for (var i = 0; i < rules.TrustedKeys.Length; i++)
        {
            var key = KeyPaths.Element("rules.trusted_keys", i);
            sink.Required($"{key}.name", rules.TrustedKeys[i].Name);
            sink.HexKey($"{key}.public_key", rules.TrustedKeys[i].PublicKey);
        }
    }

    private static string? DisabledProblem(string entry)
    {
        if (!entry.Contains(':') && !entry.Contains('*') && !entry.Contains('?'))
            return "must be bundle:rule, or a glob with * or ?";
        return GlobSyntax.Problem(entry);
    }
}
