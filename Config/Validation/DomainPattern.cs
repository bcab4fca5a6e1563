using System.Buffers;
using System.Net;

namespace Pipelock.Config.Validation;

/// <summary>
/// The rule of all lists of exempt or trusted hosts: a host name, or <c>*.</c> in front of at least two labels, which
/// stands for the name itself and everything below it.
/// </summary>
internal static class DomainPattern
{
    private static readonly SearchValues<char> s_notInNames = SearchValues.Create(" \t\r\n\\@\"'");

    /// <summary>The form that is stored and compared: trimmed, lower case, without the dot of the root.</summary>
    public static string Normalize(string entry)
    {
        var trimmed = entry.Trim().ToLowerInvariant();
        return trimmed.EndsWith('.') ? trimmed[..^1] : trimmed;
    }

    /// <summary>Why a normalised entry is no such pattern; null when it is one.</summary>
    public static string? Problem(string entry)
    {
        if (entry.Length == 0)
            return "must not be empty";
        if (entry.AsSpan().IndexOfAny("/:") >= 0)
            return "must be a host name alone, without scheme, port or path";
        if (entry == "*")
            return "must not match every host; name the hosts";
        var wildcard = entry.StartsWith("*.", StringComparison.Ordinal);
        var name = wildcard ? entry.AsSpan(2) : entry;
        if (name.IndexOfAny("*?[]") >= 0)
            return "may use a wildcard only as a leading \"*.\"";
        if (wildcard && (!name.Contains('.') || HasEmptyLabel(name)))
            return "needs at least two labels after \"*.\"";
        return HasEmptyLabel(name) || name.ContainsAny(s_notInNames)
            ? "is not a host name"
            : null;
    }

    /// <summary>
    /// Why an entry of a list that also takes addresses and short wildcards is no host; null when it is.
    /// </summary>
    /// <remarks>
    /// <c>api_allowlist</c> and the blocklist: <c>*</c>, <c>*.com</c> and address literals have a use there.
    /// </remarks>
    public static string? HostProblem(string entry)
    {
        if (entry is "*" || IPAddress.TryParse(entry, out _))
            return null;
        return entry.StartsWith("*.", StringComparison.Ordinal) && !entry.AsSpan(2).Contains('.')
            ? Problem(entry[2..])
            : Problem(entry);
    }

    private static bool HasEmptyLabel(ReadOnlySpan<char> name) =>
        name.IsEmpty || name[0] == '.' || name[^1] == '.' || name.IndexOf("..") >= 0;
}
