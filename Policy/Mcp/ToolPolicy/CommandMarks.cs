using System.Buffers;
using System.Collections.Frozen;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>Writes a command line with a mark before the name of every program that it runs.</summary>
/// <remarks>
/// <c>sudo /bin/rm -rf x</c> becomes <c>␁sudo /bin/␁rm -rf x</c>. So a pattern need not say where a command may begin,
/// which would make it too large for any automaton, and <c>git rm</c> is not taken for <c>rm</c>. One pass, on a buffer
/// of its thread; a line break stands at either end, so that no pattern needs an anchor.
/// </remarks>
internal sealed class CommandMarks
{
    /// <summary>The mark.</summary>
    public const byte Mark = 1;

    private const int LongestProgram = 16;

    private static readonly SearchValues<byte> s_wordEnds = SearchValues.Create(" \t\r\n;|&(){}`!"u8);

    /// <summary>Programs that run what is named behind them.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_runners =
        ("sudo doas xargs exec nohup time timeout then do else command builtin busybox env eval nice ionice setsid ssh "
            + "watch strace").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    [ThreadStatic]
    private static CommandMarks? t_own;

    private byte[] _text = new byte[4096];
    private int _length;

    /// <summary>The text with its marks; valid until the thread marks another.</summary>
    public static Span<byte> Of(ReadOnlySpan<byte> command, bool isCommand)
    {
        const int Kept = 1 << 20;
        var own = t_own ??= new CommandMarks();
        if (own._text.Length > Kept)
            t_own = own = new CommandMarks();
        // At most one mark for every word, and a word takes two bytes with what parts it from the next.
        var room = (2 * command.Length) + 4;
        if (own._text.Length < room)
            own._text = new byte[Math.Max(room, own._text.Length * 2)];
        own._length = 0;
        own.Write("\n"u8);
        if (isCommand)
            own.Walk(command);
        else
            own.Write(command);
        own.Write("\n"u8);
        return own._text.AsSpan(0, own._length);
    }

    private void Walk(ReadOnlySpan<byte> text)
    {
        // A program is expected; the word before was an option, whose argument this may be; a shell runs its -c.
        var (expected, behindOption, isShell, hostNext) = (true, false, false, false);
        Span<char> lower = stackalloc char[LongestProgram];
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(s_wordEnds);
            if (end == 0)
            {
                if (text[0] is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
                    (expected, behindOption, isShell, hostNext) = (true, false, false, false);
                Write(text[..1]);
                text = text[1..];
                continue;
            }

            var word = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[end..];
            if (word[0] == (byte)'-')
            {
                // What follows is a command, not the option's argument; the words behind it are its own.
                var opens = (isShell && word[^1] == (byte)'c') || word.SequenceEqual("-exec"u8)
                    || word.SequenceEqual("-execdir"u8) || word.SequenceEqual("-ok"u8);
                expected |= opens;
                behindOption = !opens;
                Write(word);
            }
            else if (!expected)
                Write(word);
            else if (hostNext && !behindOption)
            {
                hostNext = false;
                Write(word);
            }
            else
            {
                var name = WriteMarked(word);
                var length = Lower(name, lower);
                var program = (ReadOnlySpan<char>)lower[..length];
                isShell |= program.EndsWith("sh") || program is "su";
                hostNext |= program is "ssh";
                expected = behindOption || s_runners.Contains(program) || name.Contains((byte)'=');
                behindOption = false;
            }
        }
    }

    private static int Lower(ReadOnlySpan<byte> name, Span<char> room)
    {
        name = name.Trim("\"'"u8);
        if (name.Length > room.Length)
            return 0;
        for (var i = 0; i < name.Length; i++)
            room[i] = char.ToLowerInvariant((char)name[i]);
        return name.Length;
    }

    private ReadOnlySpan<byte> WriteMarked(ReadOnlySpan<byte> word)
    {
        var start = word.IndexOfAnyExcept((byte)'"', (byte)'\'');
        if (start < 0)
            start = 0;
        if (!word.Contains((byte)'=') && word.LastIndexOf((byte)'/') is var slash and >= 0
            && (word.Contains((byte)'<') || !HoldsSettings(word[..slash])))
        {
            start = slash + 1;
        }

        Write(word[..start]);
        Write([Mark]);
        Write(word[start..]);
        return word[start..];
    }

    // No program is in /etc or ~/.ssh: what looks like one there is the argument of a command that is not known.
    private static bool HoldsSettings(ReadOnlySpan<byte> folder)
    {
        var last = folder[(folder.LastIndexOf((byte)'/') + 1)..];
        return last.SequenceEqual("etc"u8)
            || (last.Length > 1 && last[0] == '.' && char.IsAsciiLetter((char)last[1]));
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }
}
