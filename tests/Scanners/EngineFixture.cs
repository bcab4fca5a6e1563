using Pipelock.Scanners.Headers;

namespace Pipelock.Scanners.Tests;

/// <summary>Engines that many tests share: building one compiles every rule.</summary>
public sealed class EngineFixture : IDisposable
{
    /// <summary>The defaults, with nothing of this process's own environment.</summary>
    public static ScanSettings Quiet { get; } = new() { ScanEnvironment = false };

    /// <summary>
    /// Low entropy limits, an emptied internal list, all headers: the strictest use a configuration makes of them.
    /// </summary>
    public static ScanSettings MeasuredSettings { get; } = Quiet with
    {
        EntropyThreshold = 4.0,
        SubdomainEntropyThreshold = 4.0,
        InternalRanges = [],
        AddressAllowlist = ["127.77.0.0/16"],
        Blocklist = ["*.pastebin.com", "*.file.io", "exfil-collector.example.net", "203.0.113.7"],
        HeaderMode = HeaderScanMode.All,
        Patterns = [new SecretPatternSettings("Ethereum Address", @"0x[0-9a-fA-F]{40}\b", Severity.High)],
    };

    public ScanEngine Default { get; } = ScanEngine.Build(Quiet);

    public ScanEngine Measured { get; } = ScanEngine.Build(MeasuredSettings);

    public void Dispose()
    {
        Default.Dispose();
        Measured.Dispose();
    }
}
