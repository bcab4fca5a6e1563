using static Pipelock.Scanners.Redaction.RedactionClasses;

namespace Pipelock.Scanners.Redaction;

/// <summary>Names of people and hosts.</summary>
internal static class NameForms
{
    private const int LongestLabel = 63;

    private static readonly Func<char, bool> s_isLocal = c =>
        char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-';
    private static readonly Func<char, bool> s_isUser = c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
    private static readonly Func<char, bool> s_isDomain = c =>
        char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-';

    internal static int Email(ReadOnlySpan<char> text, int at)
    {
        if (!s_isLocal(text[at]) || (at > 0 && s_isLocal(text[at - 1])))
            return 0;
        var local = Run(text, at, s_isLocal);
        if (at + local >= text.Length || text[at + local] != '@')
            return 0;
        var host = Labels(text, at + local + 1);
        return host == 0 ? 0 : local + 1 + host;
    }

    internal static int HostName(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiLetterOrDigit(text[at]) && (at == 0 || !(s_isUser(text[at - 1]) || text[at - 1] == '@'))
            ? Labels(text, at) : 0;

    internal static int DirectoryUser(ReadOnlySpan<char> text, int at)
    {
        if (!char.IsAsciiLetterUpper(text[at]) || IsWord(text, at - 1) || (at > 0 && text[at - 1] is '-' or '\\'))
            return 0;
        var domain = Run(text, at, s_isDomain);
        var user = at + domain + 1;
        if (domain < 2 || user >= text.Length || text[user - 1] != '\\')
            return 0;
        var length = Run(text, user, s_isUser);
        return length >= 2 ? domain + 1 + length : 0;
    }

    // Two labels or more, of which the last is two to twenty-four letters (RFC 1035 §2.3.1).
    private static int Labels(ReadOnlySpan<char> text, int at)
    {
        var end = 0;
        var label = at;
        for (var i = at; ; i++)
        {
            var inLabel = i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '-');
            if (inLabel)
                continue;
            var length = i - label;
            if (length is 0 or > LongestLabel)
                break;
            var isTop = label > at && length is >= 2 and <= 24
                && !text.Slice(label, length).ContainsAnyExcept(s_letters)
                && !IsWord(text, i);
            end = isTop ? i : 0;
            if (i >= text.Length || text[i] != '.')
                break;
            label = i + 1;
            if (label >= text.Length || !char.IsAsciiLetterOrDigit(text[label]))
                break;
        }

        return end == 0 ? 0 : end - at;
    }

    private static readonly System.Buffers.SearchValues<char> s_letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
