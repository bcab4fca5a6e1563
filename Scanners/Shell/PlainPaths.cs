using System.Buffers;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Shell;

/// <summary>Paths without detours: <c>/etc//./passwd</c>, <c>/var/../etc/passwd</c>, <c>/%65tc/passwd</c>.</summary>
internal static class PlainPaths
{
    /// <summary>True when some path may have a detour.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text) =>
        text.IndexOf("/."u8) >= 0 || text.IndexOf("//"u8) >= 0;

    /// <summary>Writes the text with its escapes undone, and its absolute paths without empty, <c>.</c> and <c>..</c>
    /// segments.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        var isEscaped = text.Contains((byte)'%');
        if (!isEscaped && !IsCandidate(text))
            return false;
        if (!isEscaped)
            return WriteWords(text, output);
        var room = ArrayPool<byte>.Shared.Rent(text.Length);
        var length = PercentDecoder.Decode(text, room.AsSpan(0, text.Length), plusIsSpace: false);
        var changed = WriteWords(room.AsSpan(0, length), output) || length < text.Length;
        ArrayPool<byte>.Shared.Return(room);
        return changed;
    }

    private static bool WriteWords(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        var changed = false;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(WordEnds.AndQuotes);
            var word = end < 0 ? text : text[..end];
            changed |= WriteWord(word, output);
            if (end < 0)
                break;
            output.Add(text[end]);
            text = text[(end + 1)..];
        }

        return changed;
    }

    // RFC 3986 §5.2.4, which is what a file system does too.
    private static bool WriteWord(ReadOnlySpan<byte> word, GatherBuffer output)
    {
        if (word.IsEmpty || word[0] != '/' || !IsCandidate(word))
        {
            output.Add(word);
            return false;
        }

        var start = output.Length;
        foreach (var range in word[1..].Split((byte)'/'))
        {
            var segment = word[1..][range];
            if (segment.IsEmpty || segment.SequenceEqual("."u8))
                continue;
            if (segment.SequenceEqual(".."u8))
            {
                var parent = output.Text[start..].LastIndexOf((byte)'/');
                if (parent >= 0)
                    output.Remove(start + parent, output.Length - start - parent);
                continue;
            }

            output.Add((byte)'/');
            output.Add(segment);
        }

        return !output.Text[start..].SequenceEqual(word);
    }
}
