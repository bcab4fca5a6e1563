namespace Pipelock.Config.Tests.Toml;

public sealed class TomlDatesTests
{
    public static TheoryData<string, string> Valid => new()
    {
        { "1979-05-27T07:32:00Z", "OffsetDateTime" },
        { "1979-05-27t07:32:00z", "OffsetDateTime" },
        { "1979-05-27 07:32:00Z", "OffsetDateTime" },
        { "1979-05-27T00:32:00-07:00", "OffsetDateTime" },
        { "1979-05-27T00:32:00.999999+23:59", "OffsetDateTime" },
        { "1979-05-27T00:32:00.1234567890123Z", "OffsetDateTime" },
        { "1990-12-31T23:59:60Z", "OffsetDateTime" },
        { "1979-05-27T07:32:00", "LocalDateTime" },
        { "1979-05-27 07:32:00", "LocalDateTime" },
        { "1979-05-27T00:32:00.5", "LocalDateTime" },
        { "1979-05-27", "LocalDate" },
        { "2000-02-29", "LocalDate" },
        { "2024-02-29", "LocalDate" },
        { "0000-01-01", "LocalDate" },
        { "9999-12-31", "LocalDate" },
        { "07:32:00", "LocalTime" },
        { "00:32:00.999999", "LocalTime" },
    };

    public static TheoryData<string, string> Invalid => new()
    {
        { "1979-5-27", "YYYY-MM-DD" },
        { "1979-05-7", "YYYY-MM-DD" },
        { "1979-0527", "YYYY-MM-DD" },
        { "1979-00-01", "month" },
        { "1979-13-01", "month" },
        { "1979-01-00", "day must be 01 to 31" },
        { "1979-04-31", "day must be 01 to 30" },
        { "1900-02-29", "day must be 01 to 28" },
        { "2023-02-29", "day must be 01 to 28" },
        { "1979-05-27X", "followed by T" },
        { "1979-05-27T", "HH:MM:SS" },
        { "1979-05-27T07:32", "HH:MM:SS" },
        { "1979-05-27T7:32:00", "HH:MM:SS" },
        { "1979-05-27T24:00:00", "hour must be" },
        { "1979-05-27T07:60:00", "minute 00 to 59" },
        { "1979-05-27T07:32:61", "second 00 to 60" },
        { "1979-05-27T07:32:00.", "fraction of a second" },
        { "1979-05-27T07:32:00.Z", "fraction of a second" },
        { "1979-05-27T07:32:00X", "offset of a time" },
        { "1979-05-27T07:32:00+0700", "offset of a time" },
        { "1979-05-27T07:32:00+07", "offset of a time" },
        { "1979-05-27T07:32:00+24:00", "at most 23:59" },
        { "1979-05-27T07:32:00-00:60", "at most 23:59" },
        { "1979-05-27T07:32:00Z+", "after the offset" },
        { "07:32", "HH:MM:SS" },
        { "07:32:0", "HH:MM:SS" },
        { "25:00:00", "hour must be" },
        { "07:32:00Z", "has no offset" },
        { "07:32:00+01:00", "has no offset" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_date_or_time_keeps_its_text_and_has_a_kind(string written, string kind) =>
        TomlAssert.Reads($"a = {written} # comment\nb = [{written} ,1]",
            $$"""{a={{kind}}({{written}}) b=[{{kind}}({{written}}) 1]}""");

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_bad_date_or_time_is_refused_where_it_starts(string written, string words) =>
        TomlAssert.Refuses($"a = {written} # comment\nb = 1", "1:5", words);

    [Fact]
    public void A_date_may_be_followed_by_blanks() => TomlAssert.Reads("a = 1979-05-27  ", "{a=LocalDate(1979-05-27)}");
}
