namespace Pipelock.Scanners.Shell;

/// <summary>What the command interpreter of Windows reads: a caret keeps the character behind it and goes.</summary>
internal static class CaretEscapes
{
    /// <summary>One caret may belong to an expression; who hides a word needs several.</summary>
    private const int LeastCarets = 2;

    /// <summary>Writes the text without its carets, if that interpreter is called.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (text.Count((byte)'^') < LeastCarets || (text.IndexOf("cmd"u8) < 0 && text.IndexOf("CMD"u8) < 0))
            return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '^' && ++at == text.Length)
                break;
            output.Add(text[at]);
        }

        return true;
    }
}
