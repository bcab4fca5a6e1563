using System.Diagnostics;

namespace Pipelock.EndToEnd.Tests.Dns;

/// <summary>A test that needs namespaces of its own; skipped, and says why, where the machine does not permit
/// them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> s_obstacle = new(Probe);

    /// <summary>Decides, once per run, whether the tests can run here.</summary>
    public LabTheoryAttribute() => Skip = s_obstacle.Value;

    private static string? Probe()
    {
        try
        {
            using var probe = Process.Start(
                new ProcessStartInfo("unshare", ["-rnm", "true"]) { RedirectStandardError = true })!;
            var complaint = probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0 ? null : $"network namespaces are not permitted here: {complaint.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return $"unshare (util-linux) cannot be run: {error.Message}";
        }
    }
}
