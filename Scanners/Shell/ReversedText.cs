namespace Pipelock.Scanners.Shell;

/// <summary>What <c>rev</c> makes of the words given to it.</summary>
internal static class ReversedText
{
    private const int MinWord = 4;

    /// <summary>Writes every word and every quoted text backwards, if the command turns text around.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (!IsTurned(text))
            return false;
        while (!text.IsEmpty)
        {
            var start = text.IndexOfAnyExcept(WordEnds.Blanks);
            if (start < 0)
                break;
            text = text[start..];
            var quote = text[0] is (byte)'\'' or (byte)'"' ? text[0] : (byte)0;
            var length = quote != 0 ? text[1..].IndexOf(quote) + 1 : text.IndexOfAny(WordEnds.Blanks);
            length = length <= 0 ? text.Length : length;
            var word = text[(quote != 0 ? 1 : 0)..length];
            if (word.Length >= MinWord)
            {
                for (var i = word.Length - 1; i >= 0; i--)
                    output.Add(word[i]);
                output.Add((byte)'\n');
            }

            text = text[Math.Min(text.Length, length + (quote != 0 ? 1 : 0))..];
        }

        return true;
    }

    private static bool IsTurned(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("rev"u8);
        while (at >= 0)
        {
            var before = at == 0 || !char.IsAsciiLetterOrDigit((char)text[at - 1]);
            var behind = at + 3 >= text.Length || !char.IsAsciiLetterOrDigit((char)text[at + 3]);
            if (before && (behind || text[at..].StartsWith("reverse"u8)))
                return true;
            var next = text[(at + 1)..].IndexOf("rev"u8);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return text.IndexOf("[::-1]"u8) >= 0;
    }
}
