using System.Diagnostics.CodeAnalysis;
using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Binds single values. Messages never repeat the value: a misplaced secret would end in a log.</summary>
internal static class ScalarBinder
{
    // Beyond it a float no longer stands for one whole number.
    private const double LargestExactInteger = 1L << 53;

    /// <summary>The value of <paramref name="node"/> as <paramref name="shape"/> wants it, or what is wrong with
    /// it.</summary>
    public static bool TryBind(
        ValueShape shape,
        KeyShape key,
        ConfigNode node,
        [NotNullWhen(true)] out object? value,
        [NotNullWhen(false)] out string? problem)
    {
        value = null;
        problem = null;
        if (node is not ScalarNode scalar)
            problem = $"expects {Expectations.Of(shape)}, not {node.Description}";
        else
            value = Convert(shape, scalar, ref problem);
        if (value is not null && key.Bounds is { } bounds)
            problem = Expectations.CheckBounds(bounds, value);
        return problem is null && value is not null;
    }

    private static object? Convert(ValueShape shape, ScalarNode scalar, ref string? problem)
    {
        var value = shape.Kind switch
        {
            ValueKind.String => scalar.Text,
            ValueKind.Boolean => Boolean(scalar),
            ValueKind.Int32 => Integer(scalar) is { } number && number == (int)number ? (int)number : null,
            ValueKind.Int64 => Integer(scalar),
            ValueKind.Double => Number(scalar),
            ValueKind.Duration => GoDuration.TryParse(scalar.Text, out var duration) ? duration : null,
            ValueKind.DateTime => Rfc3339.TryParse(scalar.Text, out var time) ? time : null,
            _ => shape.Enum.Find(scalar.Text),
        };
        if (value is null)
            problem = Expectations.Explain(shape, scalar);
        return value;
    }

    // yes, no, on and off are text in YAML 1.2 and were booleans in 1.1; the established product takes them where a
    // boolean is wanted, if they stand without quotes.
    private static object? Boolean(ScalarNode scalar) => scalar switch
    {
        { Kind: ScalarKind.Boolean } => scalar.Boolean,
        { Kind: ScalarKind.String, IsPlain: true, Text: "y" or "Y" or "yes" or "on" } => true,
        { Kind: ScalarKind.String, IsPlain: true, Text: "n" or "N" or "no" or "off" } => false,
        _ => null,
    };

    private static long? Integer(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Integer => scalar.Integer,
        // 1e6 is a whole number, however it is written.
        ScalarKind.Float when Math.Abs(scalar.Float) <= LargestExactInteger && double.IsInteger(scalar.Float) =>
            (long)scalar.Float,
        _ => null,
    };

    private static double? Number(ScalarNode scalar) =>
        scalar.Kind is ScalarKind.Float or ScalarKind.Integer && !double.IsNaN(scalar.Float) ? scalar.Float : null;
}
