using FsCheck;
using FsCheck.Fluent;
using Pipelock.Config.Binding;
using Pipelock.Config.Document;
using Pipelock.Config.Tests.Document;

namespace Pipelock.Config.Tests.Binding;

public sealed class ConfigBinderProperties
{
    private static readonly string[] s_names =
        [.. RecordShape.Of(typeof(SampleOptions)).Keys.Select(key => key.Name), "per_minute", "window", "enabled", "x"];

    // Trees whose keys are the options' own, with values that fit now and then.
    private static Gen<MappingNode> Documents(int depth) =>
        from count in Gen.Choose(0, 6)
        from names in Gen.ArrayOf(Gen.Elements(s_names), count)
        from values in Gen.ArrayOf(Values(depth), count)
        select new MappingNode(
            [.. names.Zip(values, (name, value) => new MappingEntry(name, new(1, 1), value)).DistinctBy(e => e.Key)],
            new(1, 1));

    private static Gen<ConfigNode> Values(int depth)
    {
        var scalar = Gen.Elements<ConfigNode>(
            ScalarNode.Null("", new(1, 2)),
            ScalarNode.String("strict", new(1, 2)),
            ScalarNode.String("", new(1, 2)),
            ScalarNode.String("5s", new(1, 2)),
            ScalarNode.String("yes", new(1, 2), isPlain: true),
            ScalarNode.FromInteger("1", 1, new(1, 2)),
            ScalarNode.FromInteger("", long.MinValue, new(1, 2)),
            ScalarNode.FromFloat("nan", double.NaN, new(1, 2)),
            ScalarNode.FromFloat("inf", double.NegativeInfinity, new(1, 2)),
            ScalarNode.FromBoolean("true", true, new(1, 2)),
            ScalarNode.FromDateTime(ScalarKind.LocalTime, "00:00:00", new(1, 2)));
        if (depth == 0)
            return scalar;
        var list = from count in Gen.Choose(0, 3)
                   from items in Gen.ArrayOf(Values(depth - 1), count)
                   select (ConfigNode)new SequenceNode([.. items], new(1, 2));
        return Gen.OneOf(scalar, list, Documents(depth - 1).Select(document => (ConfigNode)document));
    }

    [Fact]
    public void No_tree_makes_it_throw_and_every_problem_has_place_and_path() =>
        Inputs.Check(
            Documents(3),
            3000,
            document => ConfigBinder.Bind<SampleOptions>(document, "t").Problems
                .All(p => p is { Line: 1, Column: > 0, KeyPath.Length: > 0, Message.Length: > 0 }));

    [Fact]
    public void The_defaults_are_never_changed()
    {
        var baseline = new SampleOptions { Extra = new SampleLimits(), Rules = [new SampleRule()] };
        var before = baseline.ToString();
        Inputs.Check(
            Documents(3),
            1000,
            document =>
            {
                ConfigBinder.Bind(document, "t", baseline);
                return baseline.ToString() == before && baseline.Limits == new SampleLimits { PerMinute = 60 };
            });
    }

    [Fact]
    public void Binding_twice_gives_the_same_problems() =>
        Inputs.Check(
            Documents(2),
            500,
            document => ConfigBinder.Bind<SampleOptions>(document, "t").Problems
                .SequenceEqual(ConfigBinder.Bind<SampleOptions>(document, "t").Problems));

    [Fact]
    public void Threads_may_bind_at_the_same_time() =>
        Parallel.For(0, 64, i =>
        {
            var bound = Bound.From($"workers: {i}\nlimits: {{per_minute: {i}}}\nmodes: [strict]");
            Assert.Equal((i, i), (bound.ValueOrThrow().Workers, bound.Value.Limits.PerMinute));
        });
}
