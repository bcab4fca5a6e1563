using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Packaging;

/// <summary>The Debian package, in a fresh minimal system.</summary>
public class DebTests
{
    [Fact]
    public async Task Package_installs_answers_and_goes_away_without_a_trace()
    {
        var report = (await Command.RunAsync(Repository.At("scripts/verify-deb.sh"))).Succeeded();
        Assert.Equal("purged", report.TrimEnd().Split('\n')[^1]);
    }
}
