using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Policy.Mcp.Calls;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Patterns;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Shell;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>The rules that the operator wrote, compiled. Immutable and thread-safe.</summary>
internal sealed class OperatorRules : IDisposable
{
    private const int None = -1;

    private readonly PatternSet _names;
    private readonly PatternSet _arguments;
    private readonly PatternSet _keys;
    private readonly ImmutableArray<int> _argumentOf;
    private readonly ImmutableArray<int> _keyOf;

    /// <summary>Compiles the rules of a section.</summary>
    /// <param name="policy">The section.</param>
    /// <param name="section">Its key, told with what is wrong.</param>
    /// <param name="cache">Where compiled rules are kept; null keeps them nowhere.</param>
    /// <exception cref="RuleLoadException">Lists every pattern that cannot be used, by its key and
    /// position.</exception>
    public OperatorRules(McpToolPolicyOptions policy, string section, DatabaseCache? cache)
    {
        Rules = policy.Rules;
        var (arguments, keys) = (new List<PatternText>(), new List<PatternText>());
        _argumentOf = [.. Rules.Select(
            (rule, i) => Add(arguments, rule.Name, rule.ArgPattern, $"{section}.rules[{i}].arg_pattern"))];
        _keyOf = [.. Rules.Select((rule, i) => Add(keys, rule.Name, rule.ArgKey, $"{section}.rules[{i}].arg_key"))];
        List<RuleProblem> problems = [];
        var names = Compile(
            Rules.Select(
                (rule, i) => new PatternText(rule.Name, rule.ToolPattern, $"{section}.rules[{i}].tool_pattern")),
            cache, problems);
        _arguments = Compile(arguments, cache, problems)!;
        _keys = Compile(keys, cache, problems)!;
        _names = names!;
        if (problems.Count == 0)
            return;
        Dispose();
        throw new RuleLoadException(problems);
    }

    /// <summary>The rules.</summary>
    public ImmutableArray<ToolPolicyRuleOptions> Rules { get; }

    /// <summary>How many words a set of rules takes.</summary>
    public int Words => _names.Words;

    /// <summary>Adds to <paramref name="broken"/> the rules that a call breaks.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="broken">A set of at least <see cref="Words"/> words.</param>
    /// <returns>True when there is any.</returns>
    public bool Match(ReadOnlySpan<byte> tool, CallArguments arguments, Span<ulong> broken)
    {
        if (Rules.IsEmpty)
            return false;
        Span<ulong> named = stackalloc ulong[Words];
        named.Clear();
        if (!MatchReadings(_names, tool, named))
            return false;
        var any = false;
        for (var rule = 0; rule < Rules.Length; rule++)
        {
            if (PatternSet.Has(named, rule) && _argumentOf[rule] == None)
                any |= Set(broken, rule);
        }

        return any | MatchArguments(arguments, named, broken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _names?.Dispose();
        _arguments?.Dispose();
        _keys?.Dispose();
    }

    private static int Add(List<PatternText> list, string name, string pattern, string source)
    {
        if (pattern.Length == 0)
            return None;
        list.Add(new PatternText(name, pattern, source));
        return list.Count - 1;
    }

    private static PatternSet? Compile(
        IEnumerable<PatternText> patterns, DatabaseCache? cache, List<RuleProblem> problems)
    {
        try
        {
            return PatternSet.Build([.. patterns], cache);
        }
        catch (RuleLoadException bad)
        {
            problems.AddRange(bad.Problems);
            return null;
        }
    }

    private static bool Set(Span<ulong> rules, int rule)
    {
        rules[rule / 64] |= 1UL << (rule % 64);
        return true;
    }

    private static bool MatchReadings(PatternSet set, ReadOnlySpan<byte> text, Span<ulong> matched)
    {
        var any = set.Match(text, matched);
        using var readings = ShellText.Read(text);
        while (readings.MoveNext())
            any |= set.Match(readings.Current, matched);
        return any;
    }

    private bool MatchArguments(CallArguments arguments, ReadOnlySpan<ulong> named, Span<ulong> broken)
    {
        var any = false;
        Span<ulong> matched = stackalloc ulong[Math.Max(1, _arguments.Words)];
        foreach (ref readonly var value in arguments.Values)
        {
            matched.Clear();
            if (MatchReadings(_arguments, arguments.TextOf(value), matched))
                any |= Collect(arguments, value.Key, named, matched, broken);
        }

        matched.Clear();
        if (arguments.Count > 1 && MatchReadings(_arguments, arguments.Joined(), matched))
            any |= Collect(arguments, None, named, matched, broken);
        return any;
    }

    private bool Collect(
        CallArguments arguments, int key, ReadOnlySpan<ulong> named, ReadOnlySpan<ulong> matched, Span<ulong> broken)
    {
        var any = false;
        for (var rule = 0; rule < Rules.Length; rule++)
        {
            if (PatternSet.Has(named, rule) && _argumentOf[rule] is var pattern and not None
                && PatternSet.Has(matched, pattern) && IsBelow(arguments, key, _keyOf[rule]))
            {
                any |= Set(broken, rule);
            }
        }

        return any;
    }

    /// <summary>A value is below every name on the way to it, at any depth.</summary>
    private bool IsBelow(CallArguments arguments, int key, int wanted)
    {
        if (wanted == None)
            return true;
        Span<ulong> matched = stackalloc ulong[_keys.Words];
        for (; key != None; key = arguments.Keys[key].Parent)
        {
            matched.Clear();
            if (_keys.Match(arguments.NameOf(arguments.Keys[key]), matched) && PatternSet.Has(matched, wanted))
                return true;
        }

        return false;
    }
}
