using System.Buffers;
using Pipelock.Policy.Mcp.Chains;
using Pipelock.Policy.Mcp.Sessions;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Finds the files that a call names, so that running what was written before is seen.</summary>
internal static class FileNames
{
    private static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n;|&<>()\"'`="u8);

    /// <summary>Adds the last parts of the paths among the arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="inCommands">They are command lines: every word may be a path.</param>
    /// <param name="step">Takes the names, up to its room.</param>
    public static void Collect(CallArguments arguments, bool inCommands, ref ChainStep step)
    {
        foreach (ref readonly var value in arguments.Values)
        {
            var role = arguments.RoleOf(value);
            if (role is ArgumentRole.Prose or ArgumentRole.Remark || (role == ArgumentRole.Other && !inCommands))
            {
                AddReference(arguments.TextOf(value), ref step);
                continue;
            }

            if (inCommands)
                Words(arguments.TextOf(value), ref step);
            else if (role == ArgumentRole.Path)
                Add(arguments.TextOf(value), ref step);
        }
    }

    /// <summary>A file instead of a text: <c>@/tmp/o.tar</c>, <c>file:///tmp/o.tar</c>, or a path alone.</summary>
    private static void AddReference(ReadOnlySpan<byte> text, ref ChainStep step)
    {
        var path = text.StartsWith("@"u8) ? text[1..] : text.StartsWith("file://"u8) ? text["file://".Length..] : text;
        if ((path.Length < text.Length || path.StartsWith("/"u8)) && !path.ContainsAny(s_ends))
            Add(path, ref step);
    }

    private static void Words(ReadOnlySpan<byte> text, ref ChainStep step)
    {
        while (!text.IsEmpty && step.FileCount < ChainStep.MaxFiles)
        {
            var end = text.IndexOfAny(s_ends);
            var word = end < 0 ? text : text[..end];
            // A word with neither a slash nor a dot is a program or an option, not a file.
            if (word.ContainsAny("/.\\"u8))
                Add(word, ref step);
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }

    private static void Add(ReadOnlySpan<byte> path, ref ChainStep step)
    {
        var name = path.TrimEnd(" \t\r\n"u8);
        name = name[(name.LastIndexOfAny("/\\"u8) + 1)..];
        // Of one character only a name below the root counts: /tmp/x, and not a dot.
        var isName = name.Length > 1
            || (name.Length == 1 && path[0] == '/' && char.IsAsciiLetterOrDigit((char)name[0]));
        if (isName && step.FileCount < ChainStep.MaxFiles)
            step.Files[step.FileCount++] = MessageKey.Of(PackedName.Unpacked(name));
    }
}
