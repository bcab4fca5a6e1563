using System.Globalization;
using System.Text;

namespace Pipelock.Config.Binding;

/// <summary>Durations as Go writes them: <c>24h</c>, <c>1m30s</c>, <c>250ms</c>, <c>1.5h</c>, <c>0</c>.</summary>
public static class GoDuration
{
    private const long NanosecondsPerTick = 100;
    private const int MostDigits = 18;

    /// <summary>Reads a duration: an optional sign, then numbers with a unit each (ns, us, µs, ms, s, m, h).</summary>
    /// <returns>False when <paramref name="text"/> is no duration, is longer than Go's 292 years, or is finer than the
    /// 100 nanoseconds a <see cref="TimeSpan"/> can hold.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var isNegative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is '+' or '-')
            text = text[1..];
        if (text is "0")
            return true;
        if (text.IsEmpty)
            return false;
        Int128 nanoseconds = 0;
        while (!text.IsEmpty)
        {
            if (!TryTakeTerm(ref text, ref nanoseconds))
                return false;
        }

        if (nanoseconds % NanosecondsPerTick != 0)
            return false;
        var ticks = (long)(nanoseconds / NanosecondsPerTick);
        value = new TimeSpan(isNegative ? -ticks : ticks);
        return true;
    }

    /// <summary>Reads a duration that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"not a duration: {text}");

    /// <summary>Writes a duration in a short form that <see cref="TryParse"/> reads back: <c>1h30m</c>.</summary>
    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
            return "0s";
        var text = new StringBuilder(value < TimeSpan.Zero ? "-" : "");
        var ticks = (Int128)value.Ticks;
        ticks = ticks < 0 ? -ticks : ticks;
        if (ticks < TimeSpan.TicksPerSecond)
            return Append(text, (decimal)ticks / TimeSpan.TicksPerMillisecond, "ms").ToString();
        var hours = (decimal)(ticks / TimeSpan.TicksPerHour);
        var minutes = (decimal)(ticks % TimeSpan.TicksPerHour / TimeSpan.TicksPerMinute);
        var seconds = (decimal)(ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        Append(text, hours, "h");
        Append(text, minutes, "m");
        return Append(text, seconds, "s").ToString();
    }

    private static StringBuilder Append(StringBuilder text, decimal amount, string unit) =>
        amount == 0 ? text : text.Append(amount.ToString("0.#######", CultureInfo.InvariantCulture)).Append(unit);

    private static bool TryTakeTerm(ref ReadOnlySpan<char> text, ref Int128 total)
    {
        var whole = TakeDigits(ref text);
        var fraction = ReadOnlySpan<char>.Empty;
        if (!text.IsEmpty && text[0] == '.')
        {
            text = text[1..];
            fraction = TakeDigits(ref text);
        }

        if (whole.Length + fraction.Length == 0 || whole.Length > MostDigits || fraction.Length > MostDigits)
            return false;
        var unit = TakeUnit(ref text);
        if (unit == 0)
            return false;
        total += Number(whole) * unit;
        Int128 scale = 1;
        foreach (var _ in fraction)
            scale *= 10;
        total += Number(fraction) * unit / scale;
        // Checked at every term: no number of terms can overflow.
        return total <= long.MaxValue;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? text.Length : count;
        var digits = text[..count];
        text = text[count..];
        return digits;
    }

    private static Int128 Number(ReadOnlySpan<char> digits)
    {
        Int128 value = 0;
        foreach (var c in digits)
            value = (value * 10) + (c - '0');
        return value;
    }

    // Nanoseconds of the unit at the start of the text; 0 when there is none. Both micro signs are known to Go.
    private static long TakeUnit(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && !char.IsAsciiDigit(text[length]) && text[length] != '.')
            length++;
        var unit = text[..length];
        text = text[length..];
        return unit switch
        {
            "ns" => 1,
            "us" or "\u00B5s" or "\u03BCs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => 0,
        };
    }
}
