using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Scanners.Tests.Secrets;

/// <summary>The default engine, compiled once for all tests, and short ways to ask it.</summary>
internal static class TestEngine
{
    public static SecretEngine Default { get; } = SecretEngine.Build(new SecretSettings(), cache: null);

    public static string[] RulesFoundIn(string text, SecretEngine? engine = null) =>
        [.. Find(Encoding.UTF8.GetBytes(text), engine).Select(match => (engine ?? Default).Rules[match.Rule].Name)];

    public static ImmutableArray<SecretMatch> Find(ReadOnlySpan<byte> text, SecretEngine? engine = null)
    {
        SecretMatches sink = default;
        (engine ?? Default).Scan(text, ref sink);
        var found = ImmutableArray.CreateBuilder<SecretMatch>();
        for (var i = 0; i < sink.Count; i++)
            found.Add(sink[i]);
        return found.ToImmutable();
    }

    /// <summary>The text of the first match of a rule; null when there is none.</summary>
    public static string? Matched(string rule, string text, SecretEngine? engine = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var match in Find(bytes, engine))
        {
            if ((engine ?? Default).Rules[match.Rule].Name == rule)
                return Encoding.UTF8.GetString(bytes.AsSpan(match.Start..match.End));
        }

        return null;
    }

    public static SecretEngine WithPatterns(params SecretRule[] patterns) =>
        SecretEngine.Build(new SecretSettings { IncludeDefaults = false, Patterns = [.. patterns] }, cache: null);

    public static SecretRule Pattern(string name, string pattern) =>
        new() { Id = name, Name = name, Severity = Severity.High, Pattern = pattern, Source = "test" };
}
