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
    private enum Sign : byte
    {
        /// <summary>Gives by itself: <c>send</c>.</summary>
        Gives,

        /// <summary>Gives unless it only looks: <c>slack</c>, but not <c>list_slack_channels</c>.</summary>
        Channel,

        /// <summary>Only looks.</summary>
        Looks,

        /// <summary>Starts what it names.</summary>
        Launches,

        /// <summary>Starts something, if a program is among the words.</summary>
        Starts,

        /// <summary>A program.</summary>
        Program,
    }

    private static readonly FrozenDictionary<string, Sign>.AlternateLookup<ReadOnlySpan<char>> s_words = Table(
        (Sign.Gives,
            "send upload publish notify push transmit forward dispatch broadcast emit tweet transfer deliver submit "
            + "announce sendmail scp rsync ftp sftp"),
        (Sign.Channel,
            "post email mail webhook share slack discord telegram whatsapp signal teams matrix sms smtp gist paste "
            + "pastebin snippet comment reply message notification websocket mutation bucket blob object sync replicate"),
        (Sign.Looks, "list get read search find view fetch check show describe count receive subscribe delete"),
        (Sign.Launches, "launch invoke spawn activate boot"),
        (Sign.Starts, "start open trigger submit create schedule"),
        (Sign.Program,
            "process program app application executable binary script job command service daemon container macro"));

    private static readonly FrozenDictionary<string, Sign>.AlternateLookup<ReadOnlySpan<char>> s_receivers = Table(
        (Sign.Gives, "webhook endpoint callback recipient recipients"));

    /// <summary>It gives something to somebody, and does not only ask for something.</summary>
    public static bool Sends(ReadOnlySpan<byte> tool, CallArguments arguments)
    {
        var (channel, looks) = (false, false);
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
        {
            if (!s_words.TryGetValue(word, out var sign))
                continue;
            if (sign == Sign.Gives)
                return true;
            channel |= sign == Sign.Channel;
            looks |= sign == Sign.Looks;
        }

        return (channel && !looks) || SendsByArguments(arguments, looks);
    }

    /// <summary>It names a tool that starts programs, though it may start other things.</summary>
    public static bool MayRun(ReadOnlySpan<byte> tool)
    {
        var (starts, program) = (false, false);
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
        {
            if (!s_words.TryGetValue(word, out var sign))
                continue;
            if (sign == Sign.Launches)
                return true;
            starts |= sign == Sign.Starts;
            program |= sign == Sign.Program;
        }

        return starts && program;
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
            if (s_receivers.ContainsKey(word))
                return true;
        }

        return false;
    }

    private static FrozenDictionary<string, Sign>.AlternateLookup<ReadOnlySpan<char>> Table(
        params (Sign Sign, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' '), (row, word) => (word, row.Sign))
            .DistinctBy(entry => entry.word).ToFrozenDictionary(
                entry => entry.word, entry => entry.Sign, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
