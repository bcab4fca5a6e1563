namespace Pipelock.Scanners.Shell;

/// <summary>What <c>printf</c> makes of a format and its arguments (POSIX.1-2024, File Format Notation).</summary>
internal static class PrintfFormat
{
    private const int MaxRounds = 64;

    /// <summary>Writes the output, if the format takes arguments and all of them are known.</summary>
    /// <param name="text">The format and the arguments, as they are written.</param>
    /// <param name="output">Where to.</param>
    internal static bool TryWrite(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (!text.Contains((byte)'%') || text.ContainsAny((byte)'$', (byte)'`', (byte)'|'))
            return false;
        var format = NextWord(ref text);
        if (format.IndexOf((byte)'%') < 0)
            return false;
        // The format is used again as long as there are arguments.
        for (var round = 0; round < MaxRounds; round++)
        {
            var takesAny = WriteOnce(format, ref text, output);
            if (!takesAny || text.IsEmpty)
                return true;
        }

        return true;
    }

    private static bool WriteOnce(
        scoped ReadOnlySpan<byte> format, ref ReadOnlySpan<byte> arguments, GatherBuffer output)
    {
        var takesAny = false;
        while (!format.IsEmpty)
        {
            var percent = format.IndexOf((byte)'%');
            AnsiQuoted.Write(percent < 0 ? format : format[..percent], 0, output);
            if (percent < 0 || percent + 1 == format.Length)
                break;
            var kind = format[percent + 1];
            format = format[(percent + 2)..];
            if (kind == '%')
            {
                output.Add(kind);
                continue;
            }

            takesAny = true;
            var argument = NextWord(ref arguments);
            if (kind == 'b')
                AnsiQuoted.Write(argument, 0, output);
            else
                output.Add(kind == 'c' ? argument[..Math.Min(1, argument.Length)] : argument);
        }

        return takesAny;
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty)
            return default;
        var quote = text[0];
        var isQuoted = quote is (byte)'\'' or (byte)'"';
        var length = isQuoted ? text[1..].IndexOf(quote) : text.IndexOf((byte)' ');
        var word = isQuoted
            ? text.Slice(1, length < 0 ? text.Length - 1 : length) : length < 0 ? text : text[..length];
        var read = length < 0 ? text.Length : length + (isQuoted ? 2 : 0);
        text = text[read..].TrimStart((byte)' ');
        return word;
    }
}
