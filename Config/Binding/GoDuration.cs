namespace Pipelock.Config.Binding;

/// <summary>Durations as Go writes them: <c>24h</c>, <c>1m30s</c>, <c>250ms</c>, <c>1.5h</c>, <c>0</c>.</summary>
public static class GoDuration
{
    /// <summary>Reads a duration.</summary>
    /// <returns>False when <paramref name="text"/> is no duration or exceeds what a <see cref="TimeSpan"/> holds.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value) => throw new NotImplementedException();

    /// <summary>Reads a duration that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"not a duration: {text}");

    /// <summary>Writes a duration in the shortest form that <see cref="TryParse"/> reads back: <c>1h30m</c>.</summary>
    public static string Format(TimeSpan value) => throw new NotImplementedException();
}
