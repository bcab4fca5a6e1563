using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>Comments of markup in a description that hold a command: people do not see them, agents read
/// them.</summary>
internal static class HiddenComment
{
    private static readonly SearchValues<string> s_commands = SearchValues.Create(
        ["curl ", "wget ", "$(", "| sh", "|sh", "| bash", "|bash", "nc -", "eval ", "fetch(", "base64 -", "/dev/tcp/",
            "invoke-webrequest", "iwr ", "os.system", "subprocess."],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a text holds such a comment.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf("<!--"u8) is >= 0 and var start)
        {
            text = text[(start + 4)..];
            var end = text.IndexOf("-->"u8);
            // Without an end the rest of the text is the comment.
            var comment = end < 0 ? text : text[..end];
            if (Encoding.Latin1.GetString(comment).AsSpan().ContainsAny(s_commands))
                return true;
            text = end < 0 ? default : text[(end + 3)..];
        }

        return false;
    }
}
