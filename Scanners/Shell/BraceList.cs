namespace Pipelock.Scanners.Shell;

/// <summary>
/// Brace expansion of bash: <c>/bin/{rm,}</c> is <c>/bin/rm /bin/</c>, <c>{cat,/etc/passwd}</c> two words.
/// </summary>
internal static class BraceList
{
    private const int Longest = 1024;

    /// <summary>The length of the list a text begins with, braces included; 0 when it is none.</summary>
    internal static int Length(ReadOnlySpan<byte> text)
    {
        var hasComma = false;
        var depth = 0;
        var length = Math.Min(text.Length, Longest);
        for (var at = 0; at < length; at++)
        {
            switch (text[at])
            {
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}' when --depth == 0:
                    return hasComma ? at + 1 : 0;
                case (byte)',':
                    hasComma |= depth == 1;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)';':
                    return 0; // the word ends
                case (byte)':' when !text[at..].StartsWith("://"u8):
                    return 0; // JSON
            }
        }

        return 0;
    }

    /// <summary>What stands behind the list and belongs to the same word.</summary>
    internal static int SuffixLength(ReadOnlySpan<byte> behind)
    {
        var length = behind.IndexOfAny(WordEnds.AndQuotes);
        return Math.Min(Longest, length < 0 ? behind.Length : length);
    }

    /// <summary>Writes a word for each entry of the list, with what stands before and behind it.</summary>
    /// <param name="entries">What stands between the braces.</param>
    /// <param name="suffix">What follows in the same word.</param>
    /// <param name="word">Where in the output the word begins.</param>
    /// <param name="output">The words go to its end.</param>
    /// <param name="limit">How long the output may become.</param>
    internal static void Write(
        ReadOnlySpan<byte> entries, ReadOnlySpan<byte> suffix, int word, GatherBuffer output, int limit)
    {
        var prefix = output.Length - word;
        var first = true;
        while (output.Length < limit)
        {
            var length = EntryLength(entries);
            if (!first)
            {
                output.Add((byte)' ');
                output.AddAgain(word, prefix);
            }

            first = false;
            AddPlain(entries[..length], output);
            AddPlain(suffix, output);
            if (length == entries.Length)
                return;
            entries = entries[(length + 1)..];
        }
    }

    private static void AddPlain(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        foreach (var next in text)
        {
            if (next is not ((byte)'"' or (byte)'\'' or (byte)'\\'))
                output.Add(next);
        }
    }

    private static int EntryLength(ReadOnlySpan<byte> entries)
    {
        var depth = 0;
        for (var at = 0; at < entries.Length; at++)
        {
            depth += entries[at] == '{' ? 1 : entries[at] == '}' ? -1 : 0;
            if (depth == 0 && entries[at] == ',')
                return at;
        }

        return entries.Length;
    }
}
