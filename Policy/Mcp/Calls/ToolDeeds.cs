using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Tells what a call does where the category of its tool does not: by several words of the name together, by
/// the names of its arguments, and by their values.</summary>
/// <remarks>
/// Servers call their tools what they like, so this reads widely; it counts only in sequences whose other end is
/// certain: a file of secrets that was read, a program that was written.
/// </remarks>
internal static class ToolDeeds
{
    [Flags]
    private enum Signs : byte
    {
        /// <summary>Tells nothing.</summary>
        None = 0,

        /// <summary>Gives by itself: <c>send</c>.</summary>
        Gives = 1,

        /// <summary>Gives unless it only looks: <c>slack</c>, but not <c>list_slack_channels</c>.</summary>
        Channel = 2,

        /// <summary>Only looks.</summary>
        Looks = 4,

        /// <summary>Starts what it names.</summary>
        Launches = 8,

        /// <summary>Starts something, if a program is among the words.</summary>
        Starts = 16,

        /// <summary>A program.</summary>
        Program = 32,
    }

    private static readonly FrozenDictionary<string, Signs>.AlternateLookup<ReadOnlySpan<char>> s_words = Table(
        (Signs.Gives,
            "send upload publish notify push transmit forward dispatch broadcast emit tweet transfer deliver submit "
            + "announce sendmail scp rsync ftp sftp"),
        (Signs.Channel,
            "post email mail webhook share slack discord telegram whatsapp signal teams matrix sms smtp gist paste "
            + "pastebin snippet comment reply message notification websocket mutation bucket blob object sync replicate"),
        (Signs.Looks, "list get read search find view fetch check show describe count receive subscribe delete"),
        (Signs.Launches, "launch invoke spawn activate boot"),
        (Signs.Starts, "start open trigger create schedule"),
        (Signs.Program,
            "process program app application executable binary script job command service daemon container macro"));

    /// <summary>It gives something to somebody, and does not only ask for something.</summary>
    public static bool Sends(ReadOnlySpan<byte> tool, CallArguments arguments)
    {
        var signs = SignsOf(tool);
        var looks = (signs & Signs.Looks) != 0;
        return (signs & Signs.Gives) != 0 || ((signs & Signs.Channel) != 0 && !looks)
            || SendsByArguments(arguments, looks);
    }

    /// <summary>It names a tool that starts programs, though it may start other things.</summary>
    public static bool MayRun(ReadOnlySpan<byte> tool)
    {
        const Signs StartsProgram = Signs.Starts | Signs.Program;
        var signs = SignsOf(tool);
        return (signs & Signs.Launches) != 0 || (signs & StartsProgram) == StartsProgram;
    }

    /// <summary>It tells which files there are, and nothing of what is in them.</summary>
    public static bool OnlyLists(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
        {
            if (word is "list" or "ls" or "dir" or "glob" or "tree" or "walk" or "stat" or "exists")
                return true;
        }

        return false;
    }

    /// <summary>Its name says that it starts something, and an argument says that this is a command.</summary>
    public static bool RunsCommand(ReadOnlySpan<byte> tool, CallArguments arguments)
    {
        if (!MayRun(tool))
            return false;
        foreach (ref readonly var value in arguments.Values)
        {
            if (value.Type == JsonTokenType.String && value.Length > 0
                && arguments.RoleOf(value) == ArgumentRole.Command)
                return true;
        }

        return false;
    }

    /// <summary>A text stands beside a path, where nobody knows the tool: the one is written to the other.</summary>
    public static bool WritesText(CallArguments arguments)
    {
        var (hasPath, hasText) = (false, false);
        foreach (ref readonly var value in arguments.Values)
        {
            var role = arguments.RoleOf(value);
            hasPath |= role == ArgumentRole.Path && value.Type == JsonTokenType.String;
            hasText |= role == ArgumentRole.Prose && value.Type == JsonTokenType.String;
        }

        return hasPath && hasText;
    }

    /// <summary>Whether a text is the URL of something on another machine.</summary>
    public static bool IsUrl(ReadOnlySpan<byte> text) =>
        text.StartsWith("http://"u8) || text.StartsWith("https://"u8) || text.StartsWith("ftp://"u8)
        || text.StartsWith("sftp://"u8) || text.StartsWith("s3://"u8) || text.StartsWith("gs://"u8)
        || text.StartsWith("ws://"u8) || text.StartsWith("wss://"u8);

    /// <summary>A method that changes something, somebody who receives, or a URL with a text beside it.</summary>
    private static bool SendsByArguments(CallArguments arguments, bool looks)
    {
        var (hasUrl, hasText) = (false, false);
        foreach (ref readonly var value in arguments.Values)
        {
            if (value.Type != JsonTokenType.String)
                continue;
            var text = arguments.TextOf(value);
            if (Ascii.EqualsIgnoreCase(text, "POST"u8) || Ascii.EqualsIgnoreCase(text, "PUT"u8)
                || Ascii.EqualsIgnoreCase(text, "PATCH"u8))
                return true;
            var isUrl = IsUrl(text);
            if (isUrl && !looks && Receives(arguments.NameOf(value)))
                return true;
            hasUrl |= isUrl;
            hasText |= !isUrl && arguments.RoleOf(value) == ArgumentRole.Prose;
        }

        return hasUrl && hasText;
    }

    private static bool Receives(ReadOnlySpan<byte> argument)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(argument, room))
        {
            if (word is "webhook" or "endpoint" or "callback" or "recipient" or "recipients")
                return true;
        }

        return false;
    }

    private static Signs SignsOf(ReadOnlySpan<byte> tool)
    {
        var signs = Signs.None;
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
            signs |= s_words.TryGetValue(word, out var sign) ? sign : Signs.None;
        return signs;
    }

    private static FrozenDictionary<string, Signs>.AlternateLookup<ReadOnlySpan<char>> Table(
        params (Signs Sign, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' '), (row, word) => (word, row.Sign)).ToFrozenDictionary(
                entry => entry.word, entry => entry.Sign, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
