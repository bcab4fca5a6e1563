using System.Text;

namespace Pipelock.Scanners.Shell;

/// <summary>
/// Paths written with wildcards so that nobody recognises them: <c>/e?c/p*wd</c>, <c>/???/b??/c?rl</c>.
/// </summary>
/// <remarks>
/// Only a pattern that hides letters is resolved, and only to files and programs that are worth hiding: a wildcard for
/// a whole segment (<c>src/*</c>) or for an ending (<c>*.ts</c>) is everyday.
/// </remarks>
internal static class WellKnownPaths
{
    private static readonly byte[][] s_paths =
    [
        .. new[]
        {
            "/etc/passwd", "/etc/shadow", "/etc/group", "/usr/bin/cat", "/usr/bin/rm", "/usr/bin/bash",
            "/etc/sudoers", "/etc/hosts", "/etc/crontab", "/bin/cat", "/bin/sh",
            "/bin/bash", "/bin/rm", "/bin/nc", "/bin/dd", "/bin/chmod", "/bin/base64", "/usr/bin/curl",
            "/usr/bin/wget", "/usr/bin/python3", "/usr/bin/python", "/usr/bin/perl", "/usr/bin/base64",
            "/usr/bin/nc", "/usr/bin/ncat", "/usr/bin/id", "/usr/bin/env", "/usr/bin/scp", "/usr/bin/ssh",
            "/sbin/mkfs", "/dev/tcp", "/root/.ssh/id_rsa", "/root/.bash_history", "/proc/self/environ",
            "~/.ssh/id_rsa", "~/.ssh/id_ed25519", "~/.aws/credentials", "~/.netrc", "~/.bash_history", "~/.env",
            ".ssh/id_rsa", ".ssh/id_ed25519", ".aws/credentials", ".env",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Writes the text with such words replaced, if there are any.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (!text.ContainsAny((byte)'?', (byte)'*', (byte)'['))
            return false;
        var changed = false;
        while (!text.IsEmpty)
        {
            var blank = text.IndexOfAny(WordEnds.Blanks);
            var word = blank < 0 ? text : text[..blank];
            var path = Resolve(word);
            changed |= path is not null;
            output.Add(path ?? word);
            if (blank < 0)
                break;
            output.Add(text[blank]);
            text = text[(blank + 1)..];
        }

        return changed;
    }

    private static byte[]? Resolve(ReadOnlySpan<byte> word)
    {
        const int Longest = 64;
        if (word.Length is < 3 or > Longest || !word.ContainsAny((byte)'?', (byte)'*', (byte)'[') || !Hides(word))
            return null;
        foreach (var path in s_paths)
        {
            if (Matches(word, path))
                return path;
        }

        return null;
    }

    // At least one segment mixes letters and wildcards within, or is nothing but question marks.
    private static bool Hides(ReadOnlySpan<byte> word)
    {
        foreach (var range in word.Split((byte)'/'))
        {
            var segment = word[range];
            var wild = segment.IndexOfAny((byte)'?', (byte)'*', (byte)'[');
            var isEnding = segment.Length > 1 && segment[0] == '*' && segment[1] == '.';
            if (wild >= 0 && !isEnding && !segment.SequenceEqual("*"u8))
                return true;
        }

        return false;
    }

    private static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        var p = 0;
        var t = 0;
        var star = -1;
        var resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && One(pattern[p..], text[t], out var length))
            {
                p += length;
                t++;
            }
            else if (star >= 0 && text[resume] != '/')
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept((byte)'*') < 0;
    }

    private static bool One(ReadOnlySpan<byte> pattern, byte next, out int length)
    {
        length = 1;
        if (pattern[0] == '?')
            return next != '/';
        if (pattern[0] != '[')
            return pattern[0] == next;
        var close = pattern[1..].IndexOf((byte)']');
        length = close + 2;
        return close > 0 && (pattern[1..(close + 1)].Contains(next) || IsInRange(pattern[1..(close + 1)], next));
    }

    private static bool IsInRange(ReadOnlySpan<byte> set, byte next)
    {
        for (var i = 1; i + 1 < set.Length; i++)
        {
            if (set[i] == '-' && set[i - 1] <= next && next <= set[i + 1])
                return true;
        }

        return false;
    }
}
