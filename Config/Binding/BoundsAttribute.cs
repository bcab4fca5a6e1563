namespace Pipelock.Config.Binding;

/// <summary>The least and the greatest value of a number or a duration, both allowed.</summary>
/// <remarks>On a list or a map of numbers or durations it bounds every element.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BoundsAttribute : Attribute
{
    /// <summary>Bounds of an integer or a float; exact for integers up to 2^53.</summary>
    public BoundsAttribute(double min, double max = double.PositiveInfinity) => (Min, Max) = (min, max);

    /// <summary>Bounds of a duration in Go syntax, for example <c>[Bounds("1s", "24h")]</c>.</summary>
    public BoundsAttribute(string min, string max) =>
        (Min, Max, MinText, MaxText) = (GoDuration.Parse(min).Ticks, GoDuration.Parse(max).Ticks, min, max);

    /// <summary>The least value; ticks for a duration.</summary>
    public double Min { get; }

    /// <summary>The greatest value; ticks for a duration, infinity when there is none.</summary>
    public double Max { get; }

    /// <summary>The least duration as it was written; null for numbers.</summary>
    public string? MinText { get; }

    /// <summary>The greatest duration as it was written; null for numbers.</summary>
    public string? MaxText { get; }
}
