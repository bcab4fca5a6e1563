using System.Globalization;
using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Says what a key wants, in words for the operator.</summary>
internal static class Expectations
{
    /// <summary>What fits, with its article.</summary>
    public static string Of(ValueShape shape) => shape.Kind switch
    {
        ValueKind.String => "a string",
        ValueKind.Boolean => "true or false",
        ValueKind.Int32 or ValueKind.Int64 => "an integer",
        ValueKind.Double => "a number",
        ValueKind.Duration => "a duration such as 30s, 1m30s or 24h",
        ValueKind.DateTime => "a point in time such as 2026-01-31T12:00:00Z",
        ValueKind.Enum => $"one of {string.Join(", ", shape.Enum.Names)}",
        ValueKind.Record => "a section",
        ValueKind.List => "a list",
        _ => "names with values",
    };

    /// <summary>Why <paramref name="scalar"/> does not fit.</summary>
    public static string Explain(ValueShape shape, ScalarNode scalar)
    {
        var isNumber = shape.Kind is ValueKind.Int32 or ValueKind.Int64 or ValueKind.Double;
        if (shape.Kind == ValueKind.Double && scalar.Kind == ScalarKind.Float)
            return "expects a number; nan is none";
        if (isNumber && scalar.Kind is ScalarKind.Integer or ScalarKind.Float && double.IsInteger(scalar.Float))
            return $"expects an integer of {(shape.Kind == ValueKind.Int32 ? 32 : 64)} bits; this one is out of range";
        if ((isNumber || shape.Kind == ValueKind.Boolean) && scalar is { Kind: ScalarKind.String, IsPlain: false })
            return $"expects {Of(shape)}, not a string; remove the quotes";
        if (shape.Kind == ValueKind.Duration && scalar.Kind is ScalarKind.Integer or ScalarKind.Float)
            return $"expects {Of(shape)}; add a unit to the number";
        if (shape.Kind is ValueKind.Duration or ValueKind.DateTime)
            return $"expects {Of(shape)}";
        if (shape.Kind != ValueKind.Enum)
            return $"expects {Of(shape)}, not {scalar.Description}";
        return NearMiss.Find(scalar.Text, shape.Enum.Names) is { } meant
            ? $"expects {Of(shape)}; did you mean '{meant}'?"
            : $"expects {Of(shape)}";
    }

    /// <summary>What is wrong with a number or duration outside of its bounds; null when it is within.</summary>
    public static string? CheckBounds(BoundsAttribute bounds, object value)
    {
        double number;
        switch (value)
        {
            case int n: number = n; break;
            case long n: number = n; break;
            case double n: number = n; break;
            case TimeSpan span: number = span.Ticks; break;
            default: return null;
        }

        if (number >= bounds.Min && number <= bounds.Max)
            return null;
        var min = bounds.MinText ?? Text(bounds.Min);
        if (double.IsPositiveInfinity(bounds.Max))
            return $"must be at least {min}";
        var max = bounds.MaxText ?? Text(bounds.Max);
        return double.IsNegativeInfinity(bounds.Min) ? $"must be at most {max}" : $"must be from {min} to {max}";
    }

    private static string Text(double number) => number.ToString("0.################", CultureInfo.InvariantCulture);
}
