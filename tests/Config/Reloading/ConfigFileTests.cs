using Pipelock.Config.Reloading;

namespace Pipelock.Config.Tests.Reloading;

/// <summary>A file that may still be being written is not read yet.</summary>
public sealed class ConfigFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    /// <summary>How long ago the file was written, and whether it is settled at once.</summary>
    public static TheoryData<double, bool> Ages => new()
    {
        { 3600, true },
        { 1, true },
        { 0, false },
        { -3600, true }, // A clock that was set back: that would not come to an end.
    };

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task File_is_settled_when_it_was_left_alone(double seconds, bool atOnce)
    {
        File.SetLastWriteTimeUtc(_file, DateTime.UtcNow.AddSeconds(-seconds));

        var settled = ConfigFile.SettledAsync(_file);

        Assert.Equal((atOnce, atOnce), (settled.IsCompleted, ConfigFile.IsSettled(_file)));
        await settled.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(DateTime.UtcNow - File.GetLastWriteTimeUtc(_file) >= ConfigWatcher.Settle || seconds < 0);
    }

    [Fact]
    public void File_that_is_not_there_is_not_waited_for() =>
        Assert.True(ConfigFile.SettledAsync(_file + ".missing").IsCompleted);

    public void Dispose() => File.Delete(_file);
}
