using System.Collections.Immutable;
using Pipelock.Cli.Commands;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Tls.Authority;
using Pipelock.Transport.Interception;

namespace Pipelock.Cli.Hosting;

/// <summary>What every command that scans does first, and how it fails.</summary>
internal static class Startup
{
    /// <summary>Builds the policy of a configuration, and says what is strange about its rules.</summary>
    public static PolicySnapshot BuildPolicy(LoadedConfig loaded, PolicySnapshot? previous = null)
    {
        var policy = PolicySnapshot.Build(loaded, Machine(), previous);
        foreach (var warning in policy.Scanner.Warnings) Console.Error.WriteLine($"pipelock: warning: {warning}");
        return policy;
    }

    /// <summary>Builds what a configuration says about TLS.</summary>
    public static TlsState BuildTls(PipelockOptions options, TlsState? previous = null) => TlsState.Build(
        options.TlsInterception, ConfigSource.Environment().GetValueOrDefault(
            AuthorityFiles.PassphraseVariable, ""), previous);

    /// <summary>Runs a command and turns what keeps it from starting into a sentence and an exit code.</summary>
    public static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (HyperscanMissingException e)
        {
            Console.Error.WriteLine($"pipelock: {e.Message}");
            return ExitCode.Security;
        }
        catch (RuleLoadException e)
        {
            foreach (var problem in e.Problems) Console.Error.WriteLine($"pipelock: {problem}");
            return ExitCode.Configuration;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"pipelock: {e.Message}");
            return ExitCode.Configuration;
        }
    }

    /// <summary>As much of <paramref name="url"/> as may be written down beside <paramref name="decision"/>.</summary>
    public static string Disclose(ReadOnlySpan<byte> url, in Decision decision) =>
        DisclosedUrl.Text(url, decision.Disclosure);

    private static PolicyEnvironment Machine()
    {
        var environment = ConfigSource.Environment();
        return new PolicyEnvironment
        {
            Variables = environment.ToImmutableDictionary(StringComparer.Ordinal),
            CacheDirectory = CacheDirectory(environment),
            RulePackDirectory = RulePacks.Directory,
        };
    }

    /// <summary>
    /// systemd's CACHE_DIRECTORY, else the user's cache directory (XDG Base Directory Specification).
    /// </summary>
    private static string? CacheDirectory(Dictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("CACHE_DIRECTORY") is { Length: > 0 } service) return service.Split(':')[0];
        if (environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } xdg)
            return Path.Combine(xdg, "pipelock");
        return environment.GetValueOrDefault("HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".cache", "pipelock")
            : null;
    }
}
