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
            if (role is ArgumentRole.Prose or ArgumentRole.Remark)
                continue;
            if (inCommands)
                Words(arguments.TextOf(value), ref step);
            else if (role == ArgumentRole.Path)
                Add(arguments.TextOf(value), ref step);
        }
    }

    private static void Words(ReadOnlySpan<byte> text, ref ChainStep step)
    {
        while (!text.IsEmpty && step.FileCount < ChainStep.MaxFiles)
        {
            var end = text.IndexOfAny(s_ends);
            var word = end < 0 ? text : text[..end];
            // A word with neither a slash nor a dot is a program or an option, not a file.
            if (word.ContainsAny("/."u8))
                Add(word, ref step);
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }

    private static void Add(ReadOnlySpan<byte> path, ref ChainStep step)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        if (name.Length > 1 && step.FileCount < ChainStep.MaxFiles)
            step.Files[step.FileCount++] = MessageKey.Of(PackedName.Unpacked(name));
    }
}
