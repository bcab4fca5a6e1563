using Pipelock.Config.Binding;

namespace Pipelock.Config.Tests.Binding;

public sealed class Rfc3339Tests
{
    public static TheoryData<string, string> Valid => new()
    {
        { "2026-01-31T12:00:00Z", "2026-01-31T12:00:00.0000000+00:00" },
        { "2026-01-31t12:00:00z", "2026-01-31T12:00:00.0000000+00:00" },
        { "2026-01-31 12:00:00Z", "2026-01-31T12:00:00.0000000+00:00" },
        { "2026-01-31T12:00:00.5+02:00", "2026-01-31T12:00:00.5000000+02:00" },
        { "2026-01-31T12:00:00.123456789-07:30", "2026-01-31T12:00:00.1234567-07:30" },
    };

    public static TheoryData<string> Invalid => new()
    {
        "", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31T12:00Z", "2026-01-31T12:00:00+0200",
        "2026-01-31T12:00:00+02", "2026-02-30T12:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T12:00:60Z",
        "2026-01-31T12:00:00.Z", "2026-01-31X12:00:00Z", "2026-01-31T12:00:00ZZ",
        " 2026-01-31T12:00:00Z", "2026-01-31T12:00:00 02:00", "31.01.2026 12:00:00Z",
        "2026-1-31T12:00:00Z",
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_point_in_time_is_read_with_its_offset(string written, string expected)
    {
        Assert.True(Rfc3339.TryParse(written, out var value));
        Assert.Equal(expected, value.ToString("O"));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Anything_else_is_none(string written) => Assert.False(Rfc3339.TryParse(written, out _));
}
