namespace Pipelock.Scanners.Shell;

/// <summary>Finds the parenthesis or brace that closes one.</summary>
internal static class Parentheses
{
    private const int Longest = 8 * 1024; // looked through once per opening one, so the work stays bounded

    /// <summary>
    /// The length up to and with the closing one of what a text begins with; 0 when there is none near.
    /// </summary>
    internal static int Length(ReadOnlySpan<byte> text)
    {
        var open = text[0];
        var close = open == '(' ? (byte)')' : (byte)'}';
        var depth = 0;
        var length = Math.Min(text.Length, Longest);
        for (var at = 0; at < length; at++)
        {
            var next = text[at];
            if (next == '\\')
                at++;
            else if (next == open)
                depth++;
            else if (next == close && --depth == 0)
                return at + 1;
        }

        return 0;
    }
}
