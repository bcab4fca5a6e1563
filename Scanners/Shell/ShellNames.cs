namespace Pipelock.Scanners.Shell;

/// <summary>Names of variables (POSIX.1-2024 §3.216).</summary>
internal static class ShellNames
{
    /// <summary>The length of the name a text begins with; 0 when it begins with none.</summary>
    internal static int Length(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length
            && (text[length] == '_' || char.IsAsciiLetter((char)text[length])
                || (length > 0 && char.IsAsciiDigit((char)text[length]))))
        {
            length++;
        }

        return length;
    }
}
