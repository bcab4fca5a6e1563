using System.Text;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Tests.Injection;

/// <summary>One engine for all tests here: compiling it takes a while.</summary>
internal static class InjectionFixture
{
    public static InjectionEngine Engine { get; } = InjectionEngine.Build(new InjectionSettings(), null);

    /// <summary>What is found and stops an answer: weak evidence does not.</summary>
    public static Findings Scan(string text) =>
        new([.. ScanWithWeak(text).Items.Where(finding => !finding.IsWeak)]);

    /// <summary>Everything that is found.</summary>
    public static Findings ScanWithWeak(string text) =>
        Engine.Scan(Encoding.UTF8.GetBytes(text), ScanLayer.ResponseScan, "response", MediaKind.Unknown);

    /// <summary>What a failing case prints: the reasons and the decodings, no more.</summary>
    public static string Describe(Findings findings) => findings.IsClean
        ? "clean"
        : string.Join("; ", findings.Items.Select(f => $"{f.Reason} [{string.Join('>', f.Decodings)}]"));
}
