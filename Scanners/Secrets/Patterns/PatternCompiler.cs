using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Secrets.Patterns;

/// <summary>Turns rules into databases, and every rule that cannot be turned into a problem with its name.</summary>
internal sealed class PatternCompiler(ImmutableArray<SecretRule> rules, DatabaseCache? cache)
{
    /// <summary>With fewer letters to hold on to, one rule slows the whole database down by a factor of ten.</summary>
    private const int MinAnchor = 3;

    private readonly List<RuleProblem> _problems = [];
    private readonly List<RuleProblem> _warnings = [];

    /// <summary>Rules that work but are slow.</summary>
    public ImmutableArray<RuleProblem> Warnings => [.. _warnings];

    /// <summary>Compiles everything: rules with an anchor into one database, the others into a second one.</summary>
    /// <param name="trusted">So many rules from the first are built in: measured, whatever their anchors.</param>
    /// <exception cref="RuleLoadException">Lists every rule that neither matcher takes.</exception>
    public ImmutableArray<PatternFinder> Compile(int trusted)
    {
        var fast = new List<(int Rule, BytePattern Pattern)>();
        var slow = new List<(int Rule, BytePattern Pattern)>();
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].Shape != SecretShape.None || rules[i].Pattern.Length == 0)
                continue;
            foreach (var pattern in Parse(rules[i]))
            {
                var isSlow = i >= trusted && PatternRewriter.AnchorLength(pattern.Node) < MinAnchor;
                (isSlow ? slow : fast).Add((i, pattern));
                if (isSlow)
                    Warn(rules[i]);
            }
        }

        var finders = ImmutableArray.CreateBuilder<PatternFinder>();
        foreach (var group in new[] { fast, slow })
        {
            if (CompileGroup(group) is { } finder)
                finders.Add(finder);
        }

        return _problems.Count == 0 ? finders.ToImmutable() : throw new RuleLoadException(_problems);
    }

    private ImmutableArray<BytePattern> Parse(SecretRule rule)
    {
        try
        {
            var flags = rule.CaseSensitive ? PatternFlags.None : PatternFlags.Caseless;
            var node = PatternParser.Parse(rule.Pattern, flags);
            if (node.MinWidth > 0)
                return PatternRewriter.Rewrite(node);
            Refuse(rule, 0, "the pattern matches the empty text, and so every text; make some part of it required");
        }
        catch (PatternSyntaxException e)
        {
            Refuse(rule, e.Position, e.Message);
        }

        return [];
    }

    /// <summary>What Hyperscan refuses is tried as an approximation with a check behind it, then reported.</summary>
    private PatternFinder? CompileGroup(List<(int Rule, BytePattern Pattern)> group)
    {
        var approximate = new HashSet<BytePattern>(ReferenceEqualityComparer.Instance);
        while (group.Count > 0)
        {
            var expressions = new HyperscanExpression[group.Count];
            for (var i = 0; i < expressions.Length; i++)
            {
                var flags = approximate.Contains(group[i].Pattern) ? HyperscanFlags.Prefilter : HyperscanFlags.None;
                expressions[i] = new HyperscanExpression(group[i].Pattern.Text, flags, (uint)i);
            }

            try
            {
                var database = DatabaseCache.GetOrCompile(cache, expressions, HyperscanMode.Block);
                return new PatternFinder(
                    rules,
                    [.. group.Select(entry => new CompiledPattern(
                        entry.Rule, entry.Pattern, approximate.Contains(entry.Pattern)))],
                    database);
            }
            catch (HyperscanCompileException e) when (e.ExpressionIndex >= 0)
            {
                var (rule, pattern) = group[e.ExpressionIndex];
                if (!approximate.Add(pattern) || !CanConfirm(pattern))
                {
                    Refuse(rules[rule], -1, $"no linear-time matcher takes the pattern: {e.Message}");
                    group.RemoveAt(e.ExpressionIndex);
                }
            }
        }

        return null;
    }

    private static bool CanConfirm(BytePattern pattern)
    {
        try
        {
            _ = CompiledPattern.NewRegex(pattern.Node);
            return true;
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    private void Refuse(SecretRule rule, long position, string message) =>
        _problems.Add(new RuleProblem(rule.Source, rule.Name, position, message));

    private void Warn(SecretRule rule)
    {
        if (_warnings.Count == 0 || _warnings[^1].Rule != rule.Name)
        {
            _warnings.Add(new RuleProblem(rule.Source, rule.Name, -1,
                "the pattern has no fixed text of three characters to look for; it slows every scan down"));
        }
    }
}
