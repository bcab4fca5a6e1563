using System.Collections.Frozen;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Tells the family of a tool by the words of its name, whatever the server calls it exactly.</summary>
internal static class ToolFamilies
{
    private static readonly FrozenDictionary<string, ToolFamily>.AlternateLookup<ReadOnlySpan<char>> s_byWord =
        new (ToolFamily Family, string Words)[]
        {
            (ToolFamily.Shell,
                "shell bash sh zsh fish ksh dash terminal console exec cmd command commands powershell pwsh subprocess "
                + "tty ssh system cli"),
            (ToolFamily.Runner,
                "run runner execute eval evaluate spawn invoke process script launch start repl interpreter"),
            (ToolFamily.Writer,
                "write create save update edit modify put append insert patch replace delete remove unlink"),
            (ToolFamily.Mover, "move rename copy upload symlink link mv cp"),
            (ToolFamily.Reader, "read get view cat head tail open load retrieve access download show list ls stat"),
            (ToolFamily.Talker,
                "search query ask chat think plan message comment issue email mail post send memory remember note notes "
                + "todo describe explain translate summarize prompt answer reply docs"),
        }.SelectMany(row => row.Words.Split(' '), (row, word) => (word, row.Family)).ToFrozenDictionary(
            entry => entry.word, entry => entry.Family,
                StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The family of a tool. A shell stays one whatever else its name says; then the first word
    /// counts.</summary>
    public static ToolFamily Of(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        var family = ToolFamily.Other;
        foreach (var word in new NameWords(tool, room))
        {
            if (!s_byWord.TryGetValue(word, out var one))
                one = OfCompound(word);
            if (one == ToolFamily.Shell)
                return one;
            if (family == ToolFamily.Other)
                family = one;
        }

        return family;
    }

    /// <summary>Names that run words together: <c>runshell</c>, <c>bashexec</c>, <c>execcommand</c>.</summary>
    private static ToolFamily OfCompound(ReadOnlySpan<char> word) =>
        word.StartsWith("exec") || word.StartsWith("bash") || word.StartsWith("shell") || word.EndsWith("shell")
        || word.EndsWith("bash") || word.EndsWith("cmd") || word.EndsWith("command") || word.EndsWith("exec")
            ? ToolFamily.Shell : ToolFamily.Other;
}
