using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Checks dates and times (TOML §Offset Date-Time to §Local Time, RFC 3339 §5.6 and §5.7).</summary>
internal static class TomlDates
{
    /// <summary>True when <paramref name="token"/> can only be meant as a date (<c>dddd-</c>) or a time
    /// (<c>dd:</c>).</summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> token) =>
        (token.Length > 4 && token[4] == '-' && AllDigits(token[..4]))
        || (token.Length > 2 && token[2] == ':' && AllDigits(token[..2]));

    /// <summary>The date or time that <paramref name="token"/> is.</summary>
    public static ScalarNode Read(string token, SourceLocation location)
    {
        var rest = token.AsSpan();
        if (rest[2] == ':')
        {
            ReadTime(ref rest, location);
            ExpectEnd(rest, location, "a time without a date has no offset; remove what follows the seconds");
            return ScalarNode.FromDateTime(ScalarKind.LocalTime, token, location);
        }

        ReadDate(ref rest, location);
        if (rest.IsEmpty)
            return ScalarNode.FromDateTime(ScalarKind.LocalDate, token, location);
        if (rest[0] is not ('T' or 't' or ' '))
            throw Error(location, "a date is followed by T and the time, or by nothing");
        rest = rest[1..];
        ReadTime(ref rest, location);
        if (rest.IsEmpty)
            return ScalarNode.FromDateTime(ScalarKind.LocalDateTime, token, location);
        ReadOffset(ref rest, location);
        ExpectEnd(rest, location, "characters after the offset of the time");
        return ScalarNode.FromDateTime(ScalarKind.OffsetDateTime, token, location);
    }

    private static void ReadDate(ref ReadOnlySpan<char> rest, SourceLocation location)
    {
        const string Form = "a date is written YYYY-MM-DD";
        var year = ReadNumber(ref rest, 4, location, Form);
        Expect(ref rest, '-', location, Form);
        var month = ReadNumber(ref rest, 2, location, Form);
        Expect(ref rest, '-', location, Form);
        var day = ReadNumber(ref rest, 2, location, Form);
        if (month is < 1 or > 12)
            throw Error(location, "the month must be 01 to 12");
        // The year 0000 is a leap year of the proleptic calendar, which DateTime does not know.
        var days = DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
        if (day < 1 || day > days)
            throw Error(location, $"the day must be 01 to {days} in this month");
    }

    private static void ReadTime(ref ReadOnlySpan<char> rest, SourceLocation location)
    {
        const string Form = "a time is written HH:MM:SS, with a fraction if needed";
        var hour = ReadNumber(ref rest, 2, location, Form);
        Expect(ref rest, ':', location, Form);
        var minute = ReadNumber(ref rest, 2, location, Form);
        Expect(ref rest, ':', location, Form);
        var second = ReadNumber(ref rest, 2, location, Form);
        // RFC 3339 §5.7: 60 is a leap second.
        if (hour > 23 || minute > 59 || second > 60)
            throw Error(location, "the hour must be 00 to 23, the minute 00 to 59, the second 00 to 60");
        if (rest.IsEmpty || rest[0] != '.')
            return;
        rest = rest[1..];
        var digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            digits++;
        if (digits == 0)
            throw Error(location, "the fraction of a second needs a digit");
        rest = rest[digits..];
    }

    private static void ReadOffset(ref ReadOnlySpan<char> rest, SourceLocation location)
    {
        const string Form = "the offset of a time is Z, +HH:MM or -HH:MM";
        var sign = rest[0];
        rest = rest[1..];
        if (sign is 'Z' or 'z')
            return;
        if (sign is not ('+' or '-'))
            throw Error(location, Form);
        var hour = ReadNumber(ref rest, 2, location, Form);
        Expect(ref rest, ':', location, Form);
        var minute = ReadNumber(ref rest, 2, location, Form);
        if (hour > 23 || minute > 59)
            throw Error(location, "the offset must be at most 23:59");
    }

    private static int ReadNumber(ref ReadOnlySpan<char> rest, int digits, SourceLocation location, string form)
    {
        if (rest.Length < digits || !AllDigits(rest[..digits]))
            throw Error(location, form);
        var value = 0;
        foreach (var c in rest[..digits])
            value = (value * 10) + (c - '0');
        rest = rest[digits..];
        return value;
    }

    private static void Expect(ref ReadOnlySpan<char> rest, char expected, SourceLocation location, string form)
    {
        if (rest.IsEmpty || rest[0] != expected)
            throw Error(location, form);
        rest = rest[1..];
    }

    private static void ExpectEnd(ReadOnlySpan<char> rest, SourceLocation location, string message)
    {
        if (!rest.IsEmpty)
            throw Error(location, message);
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static TomlSyntaxException Error(SourceLocation location, string message) => new(location, message);
}
