namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Bodies of private keys that were sent without the lines around them (RFC 7468 §2).</summary>
internal static class KeyBody
{
    /// <summary>So far before a body its BEGIN line may end: a line break, quotes, the syntax of a string.</summary>
    private const int Reach = 24;

    /// <summary>True for random characters that no BEGIN line stands before; that line is a finding of its
    /// own.</summary>
    public static bool IsBare(ReadOnlySpan<byte> text, int start, int end) =>
        Variety.IsVaried(text[start..end]) && text[Math.Max(0, start - Reach)..start].IndexOf("-----"u8) < 0;
}
