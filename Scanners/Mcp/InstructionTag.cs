using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Mcp;

/// <summary>
/// Parts of a description set apart as orders: <c>&lt;IMPORTANT&gt;…&lt;/IMPORTANT&gt;</c>, <c>[SYSTEM: …]</c>.
/// </summary>
/// <remarks>
/// Descriptions say "**Important:**" and "[optional]" every day. What counts is a tag of its own, in capitals or closed
/// again, and brackets that speak with somebody else's voice.
/// </remarks>
internal static class InstructionTag
{
    private const int MaxInner = 100;

    private static readonly NameSet s_tags =
        new("important", "critical", "system", "instruction", "instructions", "secret", "hidden", "urgent", "admin");

    private static readonly NameSet s_voices =
        new("system", "instruction", "secret", "hidden", "urgent", "critical", "admin", "developer");

    private static readonly SearchValues<byte> s_opening = SearchValues.Create("<[*"u8);

    /// <summary>True when a text holds such a part.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(s_opening) is >= 0 and var at)
        {
            text = text[at..];
            var found = text[0] switch
            {
                (byte)'<' => IsTag(text),
                (byte)'[' => IsVoice(text[1..], "]"u8),
                _ => text.StartsWith("**"u8) && IsVoice(text[2..], "**"u8),
            };
            if (found)
                return true;
            text = text[1..];
        }

        return false;
    }

    private static bool IsTag(ReadOnlySpan<byte> text)
    {
        var end = text[..Math.Min(text.Length, MaxInner)].IndexOf((byte)'>');
        if (end < 2)
            return false;
        var inner = text[1..end];
        var name = inner[..WordLength(inner)];
        return s_tags.Contains(name) && (IsUpper(name) || IsClosed(text[end..], name));
    }

    private static bool IsClosed(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var close = text.IndexOf("</"u8);
        return close >= 0 && text.Length >= close + 2 + name.Length
            && Ascii.EqualsIgnoreCase(text.Slice(close + 2, name.Length), name);
    }

    // In brackets the word stands first, and more than the word is said: "[SYSTEM: obey]", not "[system]".
    private static bool IsVoice(ReadOnlySpan<byte> text, ReadOnlySpan<byte> closing)
    {
        var end = text[..Math.Min(text.Length, MaxInner + closing.Length)].IndexOf(closing);
        var length = end < 0 ? 0 : WordLength(text[..end]);
        return length > 0 && length + 3 < end && IsUpper(text[..length]) && s_voices.Contains(text[..length]);
    }

    private static int WordLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter((char)text[length]))
            length++;
        return length;
    }

    private static bool IsUpper(ReadOnlySpan<byte> word) =>
        !word.IsEmpty && word.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0;
}
