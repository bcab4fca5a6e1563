using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Rules.Syntax;
using Pipelock.Scanners.Secrets.Patterns;

namespace Pipelock.Scanners.Patterns;

/// <summary>Turns expressions into a <see cref="PatternSet"/>, and each that cannot be into a problem.</summary>
internal sealed class PatternSetCompiler(ImmutableArray<PatternText> patterns, DatabaseCache? cache)
{
    private readonly List<RuleProblem> _problems = [];
    private readonly Regex?[] _confirm = new Regex?[patterns.Length];
    private readonly List<int> _slow = [];
    private readonly List<int> _always = [];
    private readonly HashSet<int> _approximate = [];

    /// <summary>Compiles.</summary>
    /// <exception cref="RuleLoadException">Lists every expression that cannot be used.</exception>
    public PatternSet Compile()
    {
        List<(int Index, PatternNode Node)> fast = [];
        for (var i = 0; i < patterns.Length; i++)
        {
            if (Parse(i) is { } node)
                fast.Add((i, node));
        }

        var database = CompileFast(fast);
        if (_problems.Count == 0)
            return PatternSet.Of(database, _confirm, [.. _slow], [.. _always]);
        database?.Dispose();
        throw new RuleLoadException(_problems);
    }

    /// <summary>The expression, if it is one for the database: those that match the empty text are not.</summary>
    private PatternNode? Parse(int index)
    {
        try
        {
            var node = PatternParser.Parse(patterns[index].Pattern, PatternFlags.None);
            if (node.MinWidth > 0)
                return node;
            if (HasAssertion(node))
                Confirm(index, node, _slow);
            else
                _always.Add(index);
        }
        catch (PatternSyntaxException e)
        {
            Refuse(index, e.Position, e.Message);
        }

        return null;
    }

    private static bool HasAssertion(PatternNode node) => node switch
    {
        AssertionNode => true,
        RepeatNode repeat => HasAssertion(repeat.Part),
        SequenceNode { Parts: var parts } => parts.Any(HasAssertion),
        AlternationNode { Choices: var choices } => choices.Any(HasAssertion),
        _ => false,
    };

    private HyperscanDatabase? CompileFast(List<(int Index, PatternNode Node)> fast)
    {
        while (fast.Count > 0)
        {
            var expressions = fast.Select(one => new HyperscanExpression(
                PatternWriter.ForHyperscan(one.Node), Flags(one.Index), (uint)one.Index)).ToArray();
            try
            {
                return DatabaseCache.GetOrCompile(cache, expressions, HyperscanMode.Block);
            }
            catch (HyperscanCompileException e) when (e.ExpressionIndex >= 0)
            {
                var (index, node) = fast[e.ExpressionIndex];
                if (!_approximate.Add(index) || !Confirm(index, node, null))
                {
                    Refuse(index, -1, $"no linear-time matcher takes the pattern: {e.Message}");
                    fast.RemoveAt(e.ExpressionIndex);
                }
            }
        }

        return null;
    }

    private HyperscanFlags Flags(int index) =>
        HyperscanFlags.SingleMatch | (_approximate.Contains(index) ? HyperscanFlags.Prefilter : HyperscanFlags.None);

    private bool Confirm(int index, PatternNode node, List<int>? list)
    {
        try
        {
            _confirm[index] = CompiledPattern.NewRegex(node);
            list?.Add(index);
            return true;
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            if (list is not null)
                Refuse(index, -1, $"no linear-time matcher takes the pattern: {e.Message}");
            return false;
        }
    }

    private void Refuse(int index, long position, string message) =>
        _problems.Add(new RuleProblem(patterns[index].Source, patterns[index].Name, position, message));
}
