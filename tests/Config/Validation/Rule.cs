using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Validation;

/// <summary>The one shape of assertion of these tables.</summary>
internal static class Rule
{
    /// <summary><paramref name="yaml"/> is refused for one reason, at <paramref name="key"/> and at a line.</summary>
    public static void Refuses(string yaml, string key, string reason)
    {
        var problem = Assert.Single(TemporaryConfig.Problems(yaml));
        Assert.Equal(key, problem.KeyPath);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Line > 0, "the problem has no place");
    }

    /// <summary><paramref name="yaml"/> loads.</summary>
    public static void Accepts(string yaml) => Assert.Empty(TemporaryConfig.Problems(yaml));

    /// <summary><paramref name="yaml"/> loads with one warning, at <paramref name="key"/>.</summary>
    public static void Warns(string yaml, string key, string reason)
    {
        var warning = Assert.Single(TemporaryConfig.Yaml(yaml).Warnings);
        Assert.Equal(key, warning.KeyPath);
        Assert.Contains(reason, warning.Message, StringComparison.Ordinal);
    }
}
