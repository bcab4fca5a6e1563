using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Rules.Syntax;
using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Secrets.Patterns;

/// <summary>Finds all rules that have a pattern, in one pass of one database.</summary>
internal sealed class PatternFinder(
    ImmutableArray<SecretRule> rules, ImmutableArray<CompiledPattern> patterns, HyperscanDatabase database)
    : IDisposable
{
    private const int OnStack = 16;

    /// <summary>The formats that it looks for, and the rule of each.</summary>
    public IEnumerable<(SecretRule Rule, PatternNode Format)> Formats =>
        patterns.Select(pattern => (rules[pattern.Rule], pattern.Pattern.Node));

    /// <summary>False when some pattern may match in a line of a text and not in the text.</summary>
    public bool AllMatchInLines { get; } =
        !patterns.Any(static pattern => AssertionNode.AsksForEnd(pattern.Pattern.Node));

    /// <summary>False when no pattern matches anywhere in a text.</summary>
    [SkipLocalsInit]
    public bool IsIn(ReadOnlySpan<byte> text)
    {
        Span<HyperscanMatch> first = stackalloc HyperscanMatch[1];
        database.Scan(text, first, out var count);
        return count > 0;
    }

    /// <summary>Adds every match that passes its rule's checks.</summary>
    [SkipLocalsInit]
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink)
    {
        Span<HyperscanMatch> stack = stackalloc HyperscanMatch[OnStack];
        using var scan = new CompleteScan(database, text, stack);
        foreach (var match in scan.Matches)
        {
            Judge(text, match, ref sink);
            if (sink.IsSatisfied)
                return;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    private void Judge(ReadOnlySpan<byte> text, in HyperscanMatch match, ref SecretMatches sink)
    {
        var pattern = patterns[(int)match.Id];
        var rule = rules[pattern.Rule];
        if (pattern.TryLocate(text, (int)match.To, out var start, out var end)
            && SecretValidation.AllowsLeft(rule.Boundary, text, start)
            && SecretValidation.Accepts(rule.Validator, text, ref start, ref end))
        {
            sink.Add(new SecretMatch(pattern.Rule, start, end));
        }
    }
}
