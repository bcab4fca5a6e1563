using System.Collections.Immutable;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Tests.Suppression;

/// <summary>Reads advice as an operator would have it read: pasted into a configuration file.</summary>
internal static class PastedAdvice
{
    /// <summary>What the advice adds to <c>suppress</c>.</summary>
    public static ImmutableArray<SuppressOptions> Read(string advice)
    {
        Assert.StartsWith("suppress: [{", advice, StringComparison.Ordinal);
        var file = Path.Combine(AppContext.BaseDirectory, $"advice-{Guid.NewGuid():n}.yaml");
        File.WriteAllText(file, advice);
        try
        {
            return ConfigLoader.Load(file, ImmutableDictionary<string, string>.Empty).Options.Suppress;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
