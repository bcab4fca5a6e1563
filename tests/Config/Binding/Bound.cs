using Pipelock.Config.Binding;
using Pipelock.Config.Tests.Yaml;

namespace Pipelock.Config.Tests.Binding;

internal static class Bound
{
    /// <summary>The YAML bound to the sample options, whatever is wrong with it.</summary>
    public static BoundConfig<SampleOptions> From(string yaml, SampleOptions? baseline = null) =>
        ConfigBinder.Bind(YamlNodes.Mapping(yaml), "t.yaml", baseline);
}
