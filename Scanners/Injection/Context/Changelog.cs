using System.Buffers;

namespace Pipelock.Scanners.Injection.Context;

/// <summary>
/// "- system: ignore stale leases" among "- agent: print fewer warnings" and "- ui: new colours", or "- [system] Ignore
/// stale leases" among their like: parts of a program and what was changed in them.
/// </summary>
internal static class Changelog
{
    private const int Reach = 400;

    /// <summary>Whose words a chat would show; other names are parts of a program.</summary>
    private static readonly WordList s_speakers = new(
        "system:", "user:", "assistant:", "human:", "ai:", "system]", "user]", "assistant]", "human]", "ai]");

    private static readonly WordList s_system = new("system:", "system]");

    private static readonly SearchValues<byte> s_marks = SearchValues.Create(" \n#*_>[(-.!"u8);

    private static readonly SearchValues<byte> s_name =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789/_-"u8);

    /// <summary>Whether a phrase that begins with "system:" is a line of such a list.</summary>
    /// <param name="text">The plain form.</param>
    /// <param name="start">Where the phrase begins.</param>
    /// <param name="end">Where it ends.</param>
    internal static bool IsLine(ReadOnlySpan<byte> text, int start, int end)
    {
        var name = start + Math.Max(0, text[start..end].IndexOfAnyExcept(s_marks));
        if (!s_system.IsStartOf(text[name..end]))
            return false;
        var line = text[..name].LastIndexOf((byte)'\n') + 1;
        return NameOf(text[line..]) > 0 && (HasPartBefore(text[..line]) || HasPartBehind(text[name..]));
    }

    private static bool HasPartBefore(ReadOnlySpan<byte> before)
    {
        before = before[^Math.Min(before.Length, Reach)..].TrimEnd((byte)'\n');
        return IsPart(before[(before.LastIndexOf((byte)'\n') + 1)..]);
    }

    private static bool HasPartBehind(ReadOnlySpan<byte> after)
    {
        after = after[..Math.Min(after.Length, Reach)];
        var next = after.IndexOf((byte)'\n');
        return next >= 0 && IsPart(after[next..].TrimStart((byte)'\n'));
    }

    private static bool IsPart(ReadOnlySpan<byte> line) =>
        NameOf(line) is var name and > 0 && !s_speakers.IsStartOf(line[name..]);

    // Where the name before the colon, or in brackets, begins in a line with a bullet; 0 where there is none.
    private static int NameOf(ReadOnlySpan<byte> line)
    {
        const int Longest = 24;
        var rest = line.TrimStart((byte)' ');
        if (!rest.StartsWith("- "u8) && !rest.StartsWith("* "u8) && !rest.StartsWith("+ "u8))
            return 0;
        var start = line.Length - rest.Length + 2;
        var isBracketed = start < line.Length && line[start] == '[';
        start += isBracketed ? 1 : 0;
        var length = line[start..].IndexOfAnyExcept(s_name);
        return length is > 1 and <= Longest && line[start + length] == (isBracketed ? ']' : ':') ? start : 0;
    }
}
