using System.Reflection;
using System.Runtime.CompilerServices;
using Pipelock.Config.Binding;
using Pipelock.Config.Options;

namespace Pipelock.Config.Tests.Options;

public class OptionsShapeTests
{
    public static TheoryData<string> Types =>
    [
        .. All
            .Where(type => type.IsClass && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(type => type.Name),
    ];

    public static TheoryData<string> Enums => [.. All.Where(type => type.IsEnum).Select(type => type.Name)];

    private static IEnumerable<Type> All =>
        typeof(PipelockOptions).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(PipelockOptions).Namespace && !type.IsNested);

    [Theory, MemberData(nameof(Types))]
    public void Section_and_each_of_its_keys_say_what_they_mean(string name)
    {
        var type = Find(name);
        Assert.NotNull(type.GetCustomAttribute<SummaryAttribute>());
        Assert.All(RecordShape.Of(type).Keys, key => Assert.EndsWith(".", key.Summary));
    }

    [Theory, MemberData(nameof(Types))]
    public void Section_cannot_change_after_it_was_made(string name)
    {
        var type = Find(name);
        Assert.True(type.IsSealed);
        Assert.All(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.SetMethod is not null),
            property => Assert.Contains(
                typeof(IsExternalInit), property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()));
    }

    [Theory, MemberData(nameof(Enums))]
    public void Each_value_of_a_closed_set_says_what_it_means(string name) =>
        Assert.All(
            Find(name).GetFields(BindingFlags.Public | BindingFlags.Static),
            field => Assert.NotNull(field.GetCustomAttribute<SummaryAttribute>()));

    private static Type Find(string name) => All.Single(type => type.Name == name);
}
