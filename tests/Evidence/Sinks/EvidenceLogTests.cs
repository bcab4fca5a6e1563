using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy;
using Pipelock.Policy.Tests;
using Pipelock.Scanners;
using static Pipelock.Evidence.Tests.LogFixture;

namespace Pipelock.Evidence.Tests.Sinks;

public sealed class EvidenceLogTests
{
    [Theory]
    [InlineData(LogOutput.Stdout, true, null)]
    [InlineData(LogOutput.File, false, "/x.log")]
    [InlineData(LogOutput.Both, true, "/x.log")]
    public void Settings_follow_the_section(LogOutput output, bool toOutput, string? path)
    {
        var settings = EvidenceLogSettings.From(
            new LoggingOptions { Output = output, File = "/x.log", IncludeAllowed = false, Format = LogFormat.Text });
        Assert.Equal((toOutput, path, false, true, LogFormat.Text), (settings.ToStandardOutput, settings.FilePath,
            settings.IncludeAllowed, settings.IncludeBlocked, settings.Format));
    }

    [Fact]
    public async Task A_stuck_place_never_holds_up_traffic_and_refusals_are_not_lost_for_it()
    {
        using var stuck = new StuckStream();
        var log = new EvidenceLog(
            new EvidenceLogSettings(), TimeProvider.System, stuck, TextWriter.Null, 64 * 1024, 16 * 1024);
        await using (log)
        {
            log.RecordForward(Get("http://a.example/first"), 200, 0, default);
            stuck.Entered.Wait();
            for (var i = 0; i < 10_000; i++)
                log.RecordForward(Get("http://a.example/flood"), 200, 0, default);
            var lost = log.Dropped;
            Assert.InRange(lost, 1, 10_000);
            for (var i = 0; i < 30; i++)
                log.RecordDecision(Get("http://a.example/bad"), Refused());
            Assert.Equal(lost, log.Dropped);
            stuck.Release.Set();
            Assert.True(log.Flush(TimeSpan.FromSeconds(10)));
        }

        var lines = stuck.Text().Split('\n');
        Assert.Equal(30, lines.Count(line => line.Contains("\"blocked\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ending_waits_a_bounded_time_for_a_place_that_takes_nothing()
    {
        var stuck = new StuckStream();
        var log = new EvidenceLog(new EvidenceLogSettings(), TimeProvider.System, stuck, TextWriter.Null, 64 * 1024, 0);
        log.RecordShutdown("x");
        stuck.Entered.Wait();
        await log.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        stuck.Release.Set();
    }

    [Fact]
    public async Task Ending_writes_what_there_is()
    {
        var output = new MemoryStream();
        var log = new EvidenceLog(new EvidenceLogSettings(), TimeProvider.System, output, TextWriter.Null, 1 << 20, 0);
        for (var i = 0; i < 500; i++)
            log.RecordForward(Get("http://a.example/"), 200, 0, default);
        await log.DisposeAsync();
        Assert.Equal(500, Encoding.UTF8.GetString(output.ToArray()).Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(ObjectDisposedException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_failing_place_is_told_once_counted_each_time_and_stops_nothing(Type failure)
    {
        using var complaints = new StringWriter();
        await using var log = new EvidenceLog(
            new EvidenceLogSettings(), TimeProvider.System, new FailingStream(failure), complaints, 64 * 1024, 0);
        for (var i = 0; i < 3; i++)
        {
            log.RecordForward(Get("http://a.example/"), 200, 0, default);
            Assert.True(log.Flush(TimeSpan.FromSeconds(10)));
        }

        Assert.Equal(3, log.WriteFailures);
        var complaint = Assert.Single(complaints.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("log lines are being lost", complaint, StringComparison.Ordinal);
        Assert.Contains("No space left", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_private_appended_to_and_opened_again_after_rotation()
    {
        var directory = Directory.CreateTempSubdirectory("evidence");
        var path = Path.Combine(directory.FullName, "a.log");
        try
        {
            File.WriteAllText(path, "before\n");
            await using (var fixture = new LogFixture(new EvidenceLogSettings { FilePath = path }))
            {
                fixture.Log.RecordShutdown("one");
                Assert.True(fixture.Log.Flush(TimeSpan.FromSeconds(10)));
                File.Move(path, path + ".1");
                fixture.Log.Reopen();
                fixture.Log.RecordShutdown("two");
                Assert.True(fixture.Log.Flush(TimeSpan.FromSeconds(10)));
                Assert.Contains("\"two\"", fixture.Text(), StringComparison.Ordinal);
            }

            Assert.StartsWith("before\n{", File.ReadAllText(path + ".1"), StringComparison.Ordinal);
            Assert.Contains("\"two\"", Assert.Single(File.ReadAllLines(path)), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_opened_stops_the_start() =>
        Assert.ThrowsAny<IOException>(() =>
            new EvidenceLog(new EvidenceLogSettings { ToStandardOutput = false, FilePath = "/nonexistent/dir/a.log" }));

    [Fact]
    public async Task A_file_that_cannot_be_opened_again_is_told_and_the_other_place_goes_on()
    {
        var directory = Directory.CreateTempSubdirectory("evidence");
        await using var fixture = new LogFixture(
            new EvidenceLogSettings { FilePath = Path.Combine(directory.FullName, "a.log") });
        directory.Delete(recursive: true);
        fixture.Log.Reopen();
        fixture.Log.RecordShutdown("still here");
        Assert.Contains("still here", fixture.Text(), StringComparison.Ordinal);
        Assert.Contains("log lines are being lost", fixture.Complaints.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, fixture.Log.WriteFailures); // once opening, once writing
    }

    [Fact]
    public async Task Recording_forwarded_traffic_allocates_nothing()
    {
        await using var fixture = new LogFixture(ring: 1 << 20);
        var url = "http://api.example.com/v1/messages?x=1"u8.ToArray();
        Assert.Equal(0, Allocations.Of(() => Forward(fixture.Log, url, 500)));
        Assert.Equal(0, fixture.Log.Dropped);
    }

    private static void Forward(EvidenceLog log, byte[] url, int count)
    {
        for (var i = 0; i < count; i++)
        {
            log.RecordForward(new ExchangeContext
            {
                Method = "POST"u8, Url = url, Client = System.Net.IPAddress.Loopback, RequestId = i,
            }, 200, 1024, TimeSpan.FromMilliseconds(1));
        }
    }

    private static Decision Refused()
    {
        var finding = new Finding(ScanLayer.Blocklist, "blocklist", "Blocklist", Severity.High, "domain blocked");
        return new Decision { Verdict = Verdict.Block, Cause = finding, Findings = new Findings([finding]) };
    }

    private sealed class FailingStream(Type failure) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) =>
            throw (Exception)Activator.CreateInstance(failure, "No space left on device")!;
    }

    /// <summary>Takes nothing until released, as a pipe nobody reads.</summary>
    private sealed class StuckStream : MemoryStream
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Release { get; } = new();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Entered.Set();
            Release.Wait();
            base.Write(buffer);
        }

        public string Text() => Encoding.UTF8.GetString(ToArray());
    }
}
