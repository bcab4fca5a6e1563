using FsCheck.Fluent;
using Pipelock.Config.Binding;
using Pipelock.Config.Tests.Document;

namespace Pipelock.Config.Tests.Binding;

public sealed class GoDurationTests
{
    public static TheoryData<string, long> Valid => new()
    {
        // Value in microseconds.
        { "0", 0 },
        { "+0", 0 },
        { "-0", 0 },
        { "0s", 0 },
        { "5s", 5_000_000 },
        { "+5s", 5_000_000 },
        { "-5s", -5_000_000 },
        { "24h", 86_400_000_000 },
        { "1m30s", 90_000_000 },
        { "1h15m30.918s", 4_530_918_000 },
        { "250ms", 250_000 },
        { "1.5h", 5_400_000_000 },
        { ".5s", 500_000 },
        { "1.s", 1_000_000 },
        { "3us", 3 },
        { "3\u00B5s", 3 },
        { "3\u03BCs", 3 },
        { "3000ns", 3 },
        { "30s1m", 90_000_000 },
        { "1s1s", 2_000_000 },
        { "0.000001s", 1 },
    };

    public static TheoryData<string> Invalid => new()
    {
        "", "+", "-", "3", "-5", "s", ".s", "+.s", "1x", "1 s", " 1s", "1s ", "1d", "1S", "1h30", "--1s", "1..5s",
        "1.5.5s",
        "1e3s", "1,5s", "0x1s", "٣s", "1ns", "150ns", "9223372036854775808ns", "3000000h", "99999999999999999999s",
        "1h9999999999999999999999m", "\u00B5s", "1µ", "null",
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_duration_has_this_length(string written, long microseconds)
    {
        Assert.True(GoDuration.TryParse(written, out var value));
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), value);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Anything_else_is_no_duration(string written)
    {
        Assert.False(GoDuration.TryParse(written, out _));
        Assert.Throws<FormatException>(() => GoDuration.Parse(written));
    }

    public static TheoryData<long, string> Formatted => new()
    {
        // Ticks of 100 nanoseconds.
        { 0, "0s" },
        { 1, "0.0001ms" },
        { 2_500_000, "250ms" },
        { 15_000_000, "1.5s" },
        { 900_000_000, "1m30s" },
        { 36_000_000_000, "1h" },
        { 864_000_000_000, "24h" },
        { -36_600_000_000, "-1h1m" },
    };

    [Theory]
    [MemberData(nameof(Formatted))]
    public void A_length_is_written_shortly(long ticks, string written) =>
        Assert.Equal(written, GoDuration.Format(new TimeSpan(ticks)));

    [Fact]
    public void What_is_written_reads_back() =>
        Inputs.Check(
            Gen.Choose(int.MinValue, int.MaxValue).SelectMany(a => Gen.Choose(1, 40_000_000).Select(b => (long)a * b)),
            2000,
            ticks =>
                GoDuration.TryParse(GoDuration.Format(new TimeSpan(ticks)), out var value) && value.Ticks == ticks);
}
