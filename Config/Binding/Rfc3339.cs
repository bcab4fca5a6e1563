using System.Globalization;

namespace Pipelock.Config.Binding;

/// <summary>Points in time as RFC 3339 §5.6 writes them: <c>2026-01-31T12:00:00Z</c>, <c>2026-01-31
/// 12:00:00.5+02:00</c>.</summary>
public static class Rfc3339
{
    private const int LengthToSeconds = 19;
    private const int MostFractionDigits = 7;

    /// <summary>Reads a point in time; the offset must be there. Fractions finer than 100 ns are cut.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length <= LengthToSeconds || text[10] is not ('T' or 't' or ' '))
            return false;
        var rest = text[LengthToSeconds..];
        var fraction = ReadOnlySpan<char>.Empty;
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
                return false;
            fraction = rest[..(1 + Math.Min(digits, MostFractionDigits))];
            rest = rest[(1 + digits)..];
        }

        if (rest is not ("Z" or "z") && (rest.Length != 6 || rest[0] is not ('+' or '-')))
            return false;
        var offset = rest.Length == 1 ? "+00:00" : rest;
        return DateTimeOffset.TryParseExact(
            $"{text[..10]}T{text[11..LengthToSeconds]}{fraction}{offset}",
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out value);
    }
}
