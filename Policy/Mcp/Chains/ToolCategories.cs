using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Mcp.Calls;
using Pipelock.Policy.Suppression;

namespace Pipelock.Policy.Mcp.Chains;

/// <summary>Tells what a tool does: by the operator's lists, else by the words of its name. Immutable.</summary>
internal sealed class ToolCategories
{
    private const int LongestName = 256;
    private const int None = -1;

    /// <summary>By word, the category it stands for; the categories' order decides between the words of a
    /// name.</summary>
    private static readonly FrozenDictionary<string, ToolCategory> s_words = new (ToolCategory Category, string Words)[]
    {
        (ToolCategory.Exec,
            "shell bash run execute exec cmd command spawn eval sh zsh powershell pwsh terminal subprocess"),
        (ToolCategory.Persist, "crontab cron systemctl systemd launchd launchctl autostart"),
        (ToolCategory.Env,
            "env environ environment getenv printenv secret secrets credential credentials config token tokens key keys "
            + "password passwords"),
        (ToolCategory.Network,
            "fetch curl wget http https request send post upload download api email webhook publish"),
        (ToolCategory.Write, "write create save update edit modify put append insert"),
        (ToolCategory.Read, "read get view cat head tail open load retrieve access query sql database"),
        (ToolCategory.List, "list ls dir find glob search scan enumerate walk tree"),
    }.SelectMany(row => row.Words.Split(' '), (row, word) => (word, row.Category)).ToFrozenDictionary(
        entry => entry.word, entry => entry.Category, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ToolCategory>.AlternateLookup<ReadOnlySpan<char>> s_byWord =
        s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A tool of this kind tells about what runs later, and changes nothing.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_looksOnly =
        "status list show info describe get view check inspect cat log logs read query monitor".Split(' ')
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly ImmutableArray<string> _names;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly ImmutableArray<(string Glob, int Category)> _globs;

    /// <summary>Reads the operator's lists.</summary>
    public ToolCategories(ToolChainDetectionOptions options)
    {
        _names =
        [
            .. ToolChainDetectionOptions.BuiltInCategories,
            .. options.ToolCategories.Keys.Concat(options.CustomPatterns.SelectMany(one => one.Sequence))
                .Distinct(StringComparer.Ordinal)
                .Except(ToolChainDetectionOptions.BuiltInCategories, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var entries = _names.SelectMany((name, number) =>
            options.ToolCategories.TryGetValue(name, out var tools) ? tools.Select(tool => (tool, number)) : [])
                .ToList();
        _exact = entries.GroupBy(entry => entry.tool, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Min(entry => entry.number), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _globs = [.. entries.Where(entry => entry.tool.AsSpan().ContainsAny('*', '?', '['))];
    }

    /// <summary>Categories that a step can hold: its mask has so many bits.</summary>
    public static int MaxCategories => ToolChainDetectionOptions.MaxCategories;

    /// <summary>How many categories there are, the operator's included.</summary>
    public int Count => _names.Length;

    /// <summary>The number of a category.</summary>
    public int NumberOf(string name) => _names.IndexOf(name, StringComparer.Ordinal);

    /// <summary>The category of a tool as a mask of one bit; 0 when nothing is known of it.</summary>
    public ulong Of(ReadOnlySpan<byte> tool)
    {
        Span<char> name = stackalloc char[LongestName];
        if (Encoding.UTF8.TryGetChars(tool[..Math.Min(tool.Length, LongestName)], name, out var length)
            && Configured(name[..length]) is var own and not None)
        {
            return Bit(own);
        }

        return ByWords(tool) is { } category ? Bit((int)category) : 0;
    }

    private static ulong Bit(int category) => category < MaxCategories ? 1UL << category : 0;

    private int Configured(ReadOnlySpan<char> name)
    {
        if (_exact.TryGetValue(name, out var category))
            return category;
        foreach (var (glob, number) in _globs)
        {
            if (Glob.IsMatch(glob, name, crossesSlash: true))
                return number;
        }

        return None;
    }

    private static ToolCategory? ByWords(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        ToolCategory? first = null;
        var (persists, looksOnly) = (false, false);
        foreach (var word in new NameWords(tool, room))
        {
            looksOnly |= s_looksOnly.Contains(word);
            if (!s_byWord.TryGetValue(word, out var category))
                continue;
            if (category == ToolCategory.Persist)
                persists = true;
            else if (first is null || category < first)
                first = category;
        }

        return persists && !looksOnly && first != ToolCategory.Exec ? ToolCategory.Persist : first;
    }
}
