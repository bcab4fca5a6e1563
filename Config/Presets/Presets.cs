using System.Collections.Immutable;

namespace Pipelock.Config.Presets;

/// <summary>Commented starting points for a configuration file, shipped inside the program.</summary>
public static class Presets
{
    /// <summary>The names, from the everyday one to the most careful one for each kind of user.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["balanced", "strict", "audit", "claude-code", "cursor", "generic-agent", "hostile-model"];

    /// <summary>Opens a preset: a YAML file in UTF-8, comments included. The caller disposes the stream.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such preset; the message lists those there are.</exception>
    public static Stream Open(string name)
    {
        if (!Names.Contains(name))
        {
            throw new ArgumentException(
                $"there is no such preset; choose one of {string.Join(", ", Names)}", nameof(name));
        }

        return typeof(Presets).Assembly.GetManifestResourceStream($"presets/{name}.yaml")!;
    }
}
