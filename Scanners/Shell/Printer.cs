namespace Pipelock.Scanners.Shell;

/// <summary>What <c>echo</c> and <c>printf</c> print, since that is known without running them.</summary>
internal static class Printer
{
    /// <summary>Writes the output of a command if it is one of them, given a text with escapes.</summary>
    internal static bool TryWrite(ReadOnlySpan<byte> command, GatherBuffer output)
    {
        var prefix = PrefixLength(command);
        var text = command[prefix..].Trim(" \t"u8);
        if (command.TrimStart(" \t"u8).StartsWith("printf"u8) && PrintfFormat.TryWrite(text, output))
            return true;
        var isLiteral = prefix > 0 && text.Contains((byte)'\\') && !text.ContainsAny((byte)'$', (byte)'`', (byte)'|');
        if (!isLiteral)
            return false;
        if (text.Length >= 2 && text[0] is (byte)'\'' or (byte)'"' && text[^1] == text[0])
            text = text[1..^1];
        AnsiQuoted.Write(text, 0, output);
        return true;
    }

    /// <summary>The length of the command's name and options in front of the text; 0 for other commands.</summary>
    internal static int PrefixLength(ReadOnlySpan<byte> command)
    {
        var start = command.Length - command.TrimStart(" \t"u8).Length;
        var text = command[start..];
        var length = text.StartsWith("echo "u8) ? 5 : text.StartsWith("printf "u8) ? 7 : 0;
        if (length == 0)
            return 0;
        while (Option(text[length..]) is > 0 and var option)
            length += option;
        return start + length;
    }

    private static int Option(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(" "u8))
            return 1;
        var percent = "%s "u8;
        if (text.StartsWith(percent))
            return percent.Length;
        var blank = text.IndexOf((byte)' ');
        return blank is > 1 and <= 4 && text[0] == '-' && text[1..blank].IndexOfAnyExcept("neEb"u8) < 0
            ? blank + 1
            : 0;
    }
}
