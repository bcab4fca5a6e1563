using System.Diagnostics;
using Pipelock.EndToEnd.Tests.Dns;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Operation;

/// <summary>A machine without libhyperscan: no proxy that scans nothing, but a sentence that says what to
/// install.</summary>
public sealed class MissingLibraryTests
{
    [LabTheory]
    [InlineData("run")]
    [InlineData("check")]
    public async Task Nothing_starts_and_the_package_is_named(string command)
    {
        // An empty file over each copy of the library, in a mount namespace that ends with the process.
        const string Script = "for f in $(find /lib /usr/lib /usr/local/lib -name 'libhs.so*' -type f 2>/dev/null); do "
            + "mount --bind /dev/null \"$f\"; done; exec \"$@\"";
        using var process = Process.Start(
            new ProcessStartInfo("unshare", ["-rm", "sh", "-c", Script, "sh", ProgramUnderTest.Path, command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 3, $"exit {process.ExitCode}: {await output}{error}");
        Assert.Contains("libhyperscan5", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
