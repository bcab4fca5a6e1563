using Pipelock.Cli.Commands;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Config.Reloading;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Scanners.Rules;

namespace Pipelock.Cli.Hosting;

/// <summary>Puts a changed configuration into force without disturbing what is under way.</summary>
/// <remarks>
/// (1) loaded and validated ──► (2) what needs a restart kept as it is ──► (3) weakening judged ──► (4) new snapshot
/// built ──► (5) swapped in one step ──► (6) everything beside the policy told. Up to (4) a failure changes nothing.
/// Thread-safe: one reload at a time.
/// </remarks>
/// <param name="path">The file; null reloads the defaults, for the environment's sake.</param>
/// <param name="overrides">What the command line set; it stays in force.</param>
/// <param name="policies">Where the snapshot in force is held.</param>
/// <param name="log">Told the outcome.</param>
/// <param name="prepare">Makes ready in step (4) what changes beside the policy; what it returns is step (6).</param>
internal sealed class ConfigReloader(
    string? path, ConfigOverrides overrides, PolicyHolder policies, EvidenceLog log,
    Func<PipelockOptions, Action> prepare)
{
    private readonly Lock _lock = new();

    /// <summary>Reloads; never throws for what stands in a file.</summary>
    /// <param name="seen">Hash of the content that was seen to be settled: another one, half-written perhaps, is left
    /// alone, and so is the one in force. Null reloads in any case: what the file refers to may have changed.</param>
    /// <returns>False when the file was being written, and has to be read again; nothing changed then.</returns>
    public bool Reload(string? seen = null)
    {
        lock (_lock)
        {
            try
            {
                // (1)
                var loaded = ConfigSource.Load(path, overrides);
                if (seen is null && !IsWhole()) return false;
                if (seen is not null && (loaded.Hash != seen || loaded.Hash == policies.Current.ConfigHash))
                    return true;
                if (path is not null && loaded.Hash == ConfigFile.EmptyHash)
                {
                    // Emptied to be written anew, or by mistake: nobody takes all protections back this way.
                    Fail($"{path} is empty; to go back to the defaults, write `version: 1`");
                    return true;
                }

                var running = policies.Current.Options;

                // (2)
                var (options, ignored) = RestartOnlyKeys.Keep(running, loaded.Options);

                // (3)
                var weaker = Weakening.Of(running, options);
                foreach (var sentence in weaker) Say($"config reload weakens {sentence}");
                if (running.Mode == Mode.Strict && !weaker.IsEmpty)
                {
                    Fail($"mode strict takes no weaker configuration while it runs; restart to use it: {weaker[0]}"
                        + (weaker.Length > 1 ? $", and {weaker.Length - 1} more" : ""));
                    return true;
                }

                if (FixedRedaction.Forbids(running, options))
                {
                    Fail("redaction changes, and redaction.strict_reload fixes it; restart to use the new one");
                    return true;
                }

                // (4) and (5)
                var apply = prepare(options);
                policies.Swap(Startup.BuildPolicy(loaded with { Options = options }, policies.Current));

                // (6)
                apply();
                foreach (var key in ignored) Say($"config reload: {key} changed; it takes effect at the next start");
                foreach (var warning in loaded.Warnings) Say($"warning: {warning}");
                log.RecordReload("success", Detail(weaker, ignored), loaded.Hash);
            }
            catch (Exception e) when (
                e is ConfigException or RuleLoadException or IOException or UnauthorizedAccessException)
            {
                if (seen is null && !IsWhole()) return false;
                Fail(e.Message);
            }

            return true;
        }
    }

    private bool IsWhole() => path is null || ConfigFile.IsSettled(path);

    private void Fail(string why)
    {
        Say($"config reload failed, the old configuration stays in force: {why}");
        log.RecordReload("failed", why, policies.Current.ConfigHash);
    }

    private static void Say(string sentence) => Console.Error.WriteLine($"pipelock: {sentence}");

    private static string Detail(IReadOnlyList<string> weaker, IReadOnlyList<string> ignored) =>
        string.Join("; ", weaker.Select(one => $"weaker: {one}").Concat(
            ignored.Select(key => $"needs a restart: {key}")));
}
