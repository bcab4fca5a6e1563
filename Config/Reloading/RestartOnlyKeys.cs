using System.Collections.Immutable;
using Pipelock.Config.Binding;
using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Reloading;

/// <summary>Holds on to what a running process cannot change: listeners, for the most part.</summary>
public static class RestartOnlyKeys
{
    /// <summary>
    /// The newly loaded options with the running value of every key that needs a restart, and the names of those keys
    /// whose value was to change.
    /// </summary>
    public static (PipelockOptions Options, ImmutableArray<string> Ignored) Keep(
        PipelockOptions running, PipelockOptions loaded)
    {
        var ignored = ImmutableArray.CreateBuilder<string>();
        var kept = Keep(RecordShape.Of(typeof(PipelockOptions)), running, loaded, "", ignored);
        foreach (var (name, agent) in loaded.Agents.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var before = running.Agents.GetValueOrDefault(name)?.Listeners ?? [];
            if (!before.SequenceEqual(agent.Listeners)) ignored.Add($"{KeyPaths.Child("agents", name)}.listeners");
        }

        return ((PipelockOptions)kept, ignored.ToImmutable());
    }

    private static object Keep(
        RecordShape shape, object running, object loaded, string path, ImmutableArray<string>.Builder ignored)
    {
        object? copy = null;
        foreach (var key in shape.Keys)
        {
            var (before, after) = (key.Read(running), key.Read(loaded));
            var name = KeyPaths.Child(path, key.Name);
            var kept = after;
            if (key.IsRestartOnly && !OptionsEquality.AreSame(key.Value, before, after))
            {
                ignored.Add(name);
                kept = before;
            }
            else if (key.Value.Kind == ValueKind.Record && before is not null && after is not null)
            {
                kept = Keep(key.Value.Record, before, after, name, ignored);
            }

            if (!ReferenceEquals(kept, after)) key.Write(copy ??= RecordBinder.Copy(loaded), kept);
        }

        return copy ?? loaded;
    }
}
