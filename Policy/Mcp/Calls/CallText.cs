using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Pipelock.Policy.Mcp.ToolPolicy;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Tells what the value of an argument is, by the tool, by its name, and by its form.</summary>
internal static class CallText
{
    private const int LongestPath = 1024;

    private static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> s_syntax = SearchValues.Create(" '{<_("u8); // every pattern has one
    private static readonly SearchValues<byte> s_wordEnds = SearchValues.Create(" \t\r\n;|&"u8);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_programs =
        ("rm chmod chown curl wget bash sh zsh dash ksh nc ncat netcat socat mkfifo dd mkfs fdisk parted wipefs shred pip pip3 "
            + "npm pnpm yarn gem cargo go git eval crontab systemctl launchctl nohup setsid screen tmux sudo doas env cat tee "
            + "sed cp mv ln install truncate history unset export alias echo printf python python3 perl ruby node php "
            + "powershell pwsh cmd base64 xxd openssl find xargs exec tar scp ssh rsync head tail less more at ls cd")
                .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the built-in rules take a value for.</summary>
    /// <param name="family">What the tool's name says.</param>
    /// <param name="value">The value.</param>
    /// <param name="arguments">The arguments it is among.</param>
    /// <param name="hasProse">Some other argument holds a text, which is perhaps written somewhere.</param>
    public static TextContext ContextOf(
        ToolFamily family, in ArgumentValue value, CallArguments arguments, bool hasProse)
    {
        if (value.Type != JsonTokenType.String)
            return TextContext.None;
        var role = arguments.RoleOf(value);
        var text = arguments.TextOf(value);
        if (role == ArgumentRole.Remark)
            return TextContext.None;
        return (family, role) switch
        {
            (ToolFamily.Shell, _) => TextContext.Command,
            (_, ArgumentRole.Command) => TextContext.Command,
            (_, ArgumentRole.Prose) => TextContext.None,
            (ToolFamily.Runner, _) => TextContext.Command,
            (ToolFamily.Writer, ArgumentRole.Path) => TextContext.Write,
            (ToolFamily.Mover, ArgumentRole.Path) => TextContext.Read | TextContext.Write,
            (ToolFamily.Other, ArgumentRole.Path) when hasProse => TextContext.Write,
            (_, ArgumentRole.Path) => TextContext.Read,
            (ToolFamily.Talker, _) => TextContext.None,
            _ => ByForm(family, text, hasProse),
        };
    }

    /// <summary>Whether a program takes the value apart, rather than that somebody reads it.</summary>
    /// <param name="tool">The name of the tool.</param>
    /// <param name="family">What that says.</param>
    /// <param name="value">The value.</param>
    /// <param name="arguments">The arguments it is among.</param>
    public static bool IsValue(
        ReadOnlySpan<byte> tool, ToolFamily family, in ArgumentValue value, CallArguments arguments)
    {
        if (value.Type != JsonTokenType.String || family == ToolFamily.Writer
            || arguments.TextOf(value).IndexOfAny(s_syntax) < 0)
            return false;
        return arguments.RoleOf(value) switch
        {
            ArgumentRole.Remark => false,
            ArgumentRole.Prose => family != ToolFamily.Talker || AsksDatabase(tool),
            _ => true,
        };
    }

    private static bool AsksDatabase(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
        {
            if (word is "query" or "sql" or "db" or "database" or "postgres" or "mysql" or "sqlite")
                return true;
        }

        return false;
    }

    private static TextContext ByForm(ToolFamily family, ReadOnlySpan<byte> text, bool hasProse)
    {
        if (LooksLikePath(text))
        {
            return family switch
            {
                ToolFamily.Writer => TextContext.Write,
                ToolFamily.Mover => TextContext.Read | TextContext.Write,
                ToolFamily.Other when hasProse => TextContext.Write,
                _ => TextContext.Read,
            };
        }

        return family == ToolFamily.Other && LooksLikeCommand(text) ? TextContext.Command : TextContext.None;
    }

    private static bool LooksLikePath(ReadOnlySpan<byte> text) =>
        text.Length is > 1 and <= LongestPath && !text.ContainsAny(s_space)
        && (text[0] is (byte)'/' or (byte)'~' or (byte)'.' || text.StartsWith("file:"u8) || text.Contains((byte)'/'));

    /// <summary>Its first word is a program, an assignment, or written so that only a shell understands it.</summary>
    private static bool LooksLikeCommand(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n\"'("u8);
        var end = text.IndexOfAny(s_wordEnds);
        if (end <= 0)
            return false;
        var first = text[..end];
        if (first.ContainsAny("$`\\{"u8) || first.ContainsAnyExceptInRange((byte)0, (byte)0x7f)
            || first.ContainsAny("'\"="u8))
            return true;
        if (first.LastIndexOf((byte)'/') is var slash and >= 0)
            first = first[(slash + 1)..];
        const int LongestProgram = 16;
        Span<char> name = stackalloc char[LongestProgram];
        if (first.Length > LongestProgram)
            return false;
        for (var i = 0; i < first.Length; i++)
            name[i] = char.ToLowerInvariant((char)first[i]);
        return s_programs.Contains(name[..first.Length]);
    }
}
