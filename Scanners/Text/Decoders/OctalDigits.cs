namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Characters written as three octal digits each, all in a row: <c>147150160137</c>.</summary>
internal static class OctalDigits
{
    private const int Digits = 3;
    private const int MinCharacters = 16; // a number of forty-eight digits is no other thing, a shorter one may be

    /// <summary>Writes the characters that the text begins with, and a blank behind them.</summary>
    /// <param name="text">The text, at the first digit of a row.</param>
    /// <param name="destination">A third of the text is enough, and one byte.</param>
    /// <param name="written">The number of bytes written; 0 when the row is no such text.</param>
    /// <returns>How much of the text was read.</returns>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'7');
        length = length < 0 ? text.Length : length;
        if (length < MinCharacters * Digits || length % Digits != 0 || length / Digits >= destination.Length)
        {
            return 0;
        }

        for (var at = 0; at < length; at += Digits)
        {
            var value = ((text[at] - '0') << 6) | ((text[at + 1] - '0') << 3) | (text[at + 2] - '0');
            if (value is not ((>= 0x20 and < 0x7F) or '\n' or '\t' or '\r'))
            {
                written = 0;
                return 0;
            }

            destination[written++] = (byte)value;
        }

        destination[written++] = (byte)' ';
        return length;
    }
}
