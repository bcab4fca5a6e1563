using System.Collections.Frozen;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Tells the role of an argument by the words of its name.</summary>
internal static class ArgumentRoles
{
    private static readonly FrozenDictionary<string, ArgumentRole>.AlternateLookup<ReadOnlySpan<char>> s_byWord =
        new (ArgumentRole Role, string Words)[]
        {
            (ArgumentRole.Command,
                "command commands cmd cmds script shell bash exec commandline cmdline run argv program executable"),
            (ArgumentRole.Path,
                "path paths file files filename filepath "
                + "target destination dest source src uri dir directory folder output "
                + "attachment attachments"),
            (ArgumentRole.Prose,
                "prompt message query question content contents text body instructions note notes string markdown html "
                + "content thought thoughts observation observations summary subject answer"),
            (ArgumentRole.Remark, "description explanation reason comment title justification rationale purpose"),
        }.SelectMany(row => row.Words.Split(' ').Distinct(), (row, word) => (word, row.Role)).ToFrozenDictionary(
            entry => entry.word, entry => entry.Role, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The role of an argument; the first word that says one.</summary>
    public static ArgumentRole Of(ReadOnlySpan<byte> name)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(name, room))
        {
            if (s_byWord.TryGetValue(word, out var role))
                return role;
        }

        return ArgumentRole.Other;
    }
}
