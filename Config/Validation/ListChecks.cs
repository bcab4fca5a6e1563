using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Validation;

/// <summary>Rules on every element of a list; a problem points at the element.</summary>
internal static class ListChecks
{
    /// <summary>Applies <paramref name="rule"/>, which says what is wrong or null, to each element.</summary>
    public static void Each(
        this ValidationSink sink, string key, ImmutableArray<string> list, Func<string, string?> rule)
    {
        for (var i = 0; i < list.Length; i++)
        {
            if (rule(list[i]) is { } problem)
                sink.Error(KeyPaths.Element(key, i), problem);
        }
    }

    /// <summary>Each is a host name or <c>*.example.com</c> (<see cref="DomainPattern"/>).</summary>
    public static void Domains(this ValidationSink sink, string key, ImmutableArray<string> list) =>
        sink.Each(key, list, DomainPattern.Problem);

    /// <summary>Each is an address range; <paramref name="exact"/> also refuses host bits and length 0.</summary>
    public static void Cidrs(
        this ValidationSink sink, string key, ImmutableArray<string> list, bool exact = false) =>
        sink.Each(key, list, entry => CidrRange.Problem(entry, exact));

    /// <summary>Each is a well-formed shell glob.</summary>
    public static void Globs(this ValidationSink sink, string key, ImmutableArray<string> list) =>
        sink.Each(key, list, GlobSyntax.Problem);

    /// <summary>None is empty or blank.</summary>
    public static void NotBlank(this ValidationSink sink, string key, ImmutableArray<string> list) =>
        sink.Each(key, list, entry => string.IsNullOrWhiteSpace(entry) ? "must not be empty" : null);

    /// <summary>
    /// No two are equal under <paramref name="comparer"/>; the later one is reported. Empty ones never are.
    /// </summary>
    public static void Unique(
        this ValidationSink sink, IEnumerable<(string Key, string Value)> values, StringComparer comparer)
    {
        var seen = new Dictionary<string, string>(comparer);
        foreach (var (key, value) in values)
        {
            if (value.Length > 0 && !seen.TryAdd(value, key))
                sink.Error(key, $"repeats the value of {seen[value]}");
        }
    }
}
