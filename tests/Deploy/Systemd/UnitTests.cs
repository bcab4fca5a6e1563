using System.Globalization;
using System.Text.RegularExpressions;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Systemd;

/// <summary>The units, judged by systemd itself.</summary>
public class UnitTests
{
    /// <summary>What systemd calls at most a small exposure; 10 is none of its protections used.</summary>
    private const double MostExposure = 2.5;

    private static readonly string[] s_units = ["pipelock.service", "pipelock.socket", "pipelock-mcp.socket"];

    [Fact]
    public async Task Units_are_understood_without_a_complaint()
    {
        // The program is not installed here, so the units are shown where it lies instead.
        var root = Directory.CreateTempSubdirectory("units-").FullName;
        var units = Directory.CreateDirectory(Path.Combine(root, "usr/lib/systemd/system")).FullName;
        foreach (var unit in s_units)
        {
            var text = await File.ReadAllTextAsync(Repository.At("deploy/systemd/" + unit));
            await File.WriteAllTextAsync(
                Path.Combine(units, unit),
                text.Replace("/usr/bin/pipelock", Repository.Program, StringComparison.Ordinal));
        }

        var result = await Command.RunAsync(
            "systemd-analyze", ["verify", .. s_units.Select(unit => Path.Combine(units, unit))]);
        result.Succeeded();
        Assert.DoesNotContain("pipelock", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_may_do_little_else_than_its_work()
    {
        var report = (await Command.RunAsync(
            "systemd-analyze", "security", "--offline=true", "--no-pager",
            Repository.At("deploy/systemd/pipelock.service"))).Succeeded();
        var exposure = Regex.Match(report, @"exposure level for pipelock\.service: ([0-9.]+)").Groups[1].Value;
        Assert.InRange(double.Parse(exposure, CultureInfo.InvariantCulture), 0, MostExposure);
    }
}
