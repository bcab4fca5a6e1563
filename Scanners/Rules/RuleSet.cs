using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules;

/// <summary>An immutable pack of rules.</summary>
public sealed class RuleSet
{
    private static readonly string[] s_packs =
    [
        "secrets.core.json", "secrets.json", "secrets.ai.json", "secrets.cloud.json", "secrets.developer.json",
        "secrets.services.json", "secrets.platforms.json", "secrets.material.json", "secrets.spoken.json",
        "secrets.wallets.json",
    ];

    private static readonly Lazy<RuleSet> s_builtIn = new(() => ReadEmbedded(withExamples: false));

    private RuleSet(ImmutableArray<SecretRule> rules) => Rules = rules;

    /// <summary>The built-in rules, without their examples; read once, when first asked for.</summary>
    public static RuleSet BuiltIn => s_builtIn.Value;

    /// <summary>The rules, in the order written.</summary>
    public ImmutableArray<SecretRule> Rules { get; }

    /// <summary>The built-in rules with their examples, for tests and for showing.</summary>
    public static RuleSet BuiltInWithExamples() => ReadEmbedded(withExamples: true);

    /// <summary>Reads one pack.</summary>
    /// <param name="pack">JSON in UTF-8, without a byte order mark.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="withExamples">Keep the examples too.</param>
    /// <exception cref="RuleLoadException">Lists everything that is wrong in it.</exception>
    public static RuleSet Parse(ReadOnlySpan<byte> pack, string source, bool withExamples)
    {
        var problems = new List<RuleProblem>();
        var rules = RulePackReader.Read(pack, source, withExamples, problems);
        return problems.Count == 0 ? new RuleSet(rules) : throw new RuleLoadException(problems);
    }

    /// <summary>Reads every <c>*.json</c> of a directory, in the order of their names.</summary>
    /// <exception cref="RuleLoadException">Lists everything that is wrong in all of them.</exception>
    /// <exception cref="IOException">The directory or a file cannot be read.</exception>
    public static RuleSet LoadDirectory(string directory, bool withExamples)
    {
        var problems = new List<RuleProblem>();
        var rules = ImmutableArray.CreateBuilder<SecretRule>();
        foreach (var file in RulePackFile.ReadDirectory(directory))
            rules.AddRange(RulePackReader.Read(file.Content.Span, file.Name, withExamples, problems));
        return problems.Count == 0 ? new RuleSet(rules.ToImmutable()) : throw new RuleLoadException(problems);
    }

    private static unsafe RuleSet ReadEmbedded(bool withExamples)
    {
        var problems = new List<RuleProblem>();
        var rules = ImmutableArray.CreateBuilder<SecretRule>();
        foreach (var pack in s_packs)
        {
            // The resource is mapped with the assembly; reading it in place saves a copy.
            using var stream = (UnmanagedMemoryStream)typeof(RuleSet).Assembly.GetManifestResourceStream(pack)!;
            var bytes = new ReadOnlySpan<byte>(stream.PositionPointer, (int)stream.Length);
            rules.AddRange(RulePackReader.Read(bytes, pack, withExamples, problems));
        }

        return problems.Count == 0 ? new RuleSet(rules.ToImmutable()) : throw new RuleLoadException(problems);
    }
}
