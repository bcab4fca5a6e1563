using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Tests;

/// <summary>Builds snapshots and findings for the tables.</summary>
internal static class SnapshotFixture
{
    public static PolicySnapshot Build(PipelockOptions? options = null, PolicySnapshot? previous = null) =>
        PolicySnapshot.Build(options ?? new PipelockOptions(), "defaults", new PolicyEnvironment(), previous);

    public static PipelockOptions WithLimits(int requests = 0, long bytes = 0) => new()
    {
        FetchProxy = new FetchProxyOptions
        {
            Monitoring = new FetchMonitoringOptions { MaxRequestsPerMinute = requests, MaxDataPerMinute = bytes },
        },
    };

    public static Finding Found(
        ScanLayer layer, string name = "GitHub Token", string reason = "", string where = "", Severity severity = Severity.Critical) =>
        new(layer, "rule-id", name, severity, reason) { Where = where };

    public static Findings One(Finding finding) => new([finding]);
}
