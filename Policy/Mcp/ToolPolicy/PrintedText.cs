using System.Text;
using System.Text.RegularExpressions;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>Commands that print a text and do nothing else: <c>python -c 'print("never run rm -rf /")'</c>.</summary>
internal static partial class PrintedText
{
    private const int MaxLength = 4096;

    /// <summary>True when a command does only that: nothing in the text is expanded, ended or escaped.</summary>
    public static bool IsAll(ReadOnlySpan<byte> command) =>
        command.Length <= MaxLength && command.IndexOf("print("u8) >= 0
        && Command().IsMatch(Encoding.Latin1.GetString(command));

    [GeneratedRegex("""\A\s*python[0-9.]*\s+-c\s+(?:'print\("[^"'\\\r\n]*"\)'|"print\('[^"'\\$`!\r\n]*'\)")\s*\z""")]
    private static partial Regex Command();
}
