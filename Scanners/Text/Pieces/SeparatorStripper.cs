using System.Buffers;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Takes out the separators with which a secret is cut into harmless-looking pieces.</summary>
internal static class SeparatorStripper
{
    private static readonly SearchValues<byte> s_separators = SearchValues.Create("./ \t\r\n+,;|"u8);

    /// <summary>True when there is a separator to take out.</summary>
    internal static bool WouldChange(ReadOnlySpan<byte> text) => text.IndexOfAny(s_separators) >= 0;

    /// <summary>Writes the text without its separators; the destination is at least as long as the text.</summary>
    /// <returns>The number of bytes written.</returns>
    internal static int Strip(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAny(s_separators);
            var piece = length < 0 ? text : text[..length];
            piece.CopyTo(destination[written..]);
            written += piece.Length;
            text = text[(length < 0 ? text.Length : length + 1)..];
        }

        return written;
    }
}
