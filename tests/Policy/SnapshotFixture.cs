using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Tests;

/// <summary>Builds snapshots and findings for the tables.</summary>
internal static class SnapshotFixture
{
    /// <summary>No variables, and compiled rules kept, so that only the first snapshot costs a compilation.</summary>
    private static readonly PolicyEnvironment s_environment = new()
    {
        CacheDirectory = Path.Combine(Path.GetTempPath(), "pipelock-policy-tests"),
    };

    public static PolicySnapshot Build(PipelockOptions? options = null, PolicySnapshot? previous = null) =>
        PolicySnapshot.Build(options ?? new PipelockOptions(), "defaults", s_environment, previous);

    public static PipelockOptions WithLimits(int requests = 0, long bytes = 0) => new()
    {
        FetchProxy = new FetchProxyOptions
        {
            Monitoring = new FetchMonitoringOptions { MaxRequestsPerMinute = requests, MaxDataPerMinute = bytes },
        },
    };

    public static Finding Found(
        ScanLayer layer, string name = "GitHub Token", string reason = "", string where = "",
        Severity severity = Severity.Critical) =>
        new(layer, "rule-id", name, severity, reason) { Where = where };

    public static Findings One(Finding finding) => new([finding]);
}
