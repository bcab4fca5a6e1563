namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Characters written as eight binary digits each: <c>01000001 01001011</c>, or all in a row.</summary>
internal static class BinaryDigits
{
    private const int Digits = 8;
    private const int MinCharacters = 8;
    private const int MaxSeparator = 3;

    /// <summary>Writes the characters that the text begins with, and a blank behind them.</summary>
    /// <param name="text">The text, at a digit.</param>
    /// <param name="destination">A ninth of the text is enough, and one byte.</param>
    /// <param name="written">The number of bytes written; 0 when there are too few characters.</param>
    /// <returns>How much of the text was read.</returns>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        var at = 0;
        var end = 0;
        while (TryRead(text[at..], out var character) && written < destination.Length)
        {
            destination[written++] = character;
            end = at + Digits;
            at = end;
            while (at < text.Length && at - end < MaxSeparator && text[at] is (byte)' ' or (byte)',' or (byte)'\n'
                or (byte)'_' or (byte)'-' or (byte)'+')
            {
                at++;
            }
        }

        if (written < MinCharacters || written == destination.Length)
        {
            written = 0;
            return 0;
        }

        destination[written++] = (byte)' ';
        return end;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out byte character)
    {
        character = 0;
        if (text.Length < Digits)
        {
            return false;
        }

        foreach (var digit in text[..Digits])
        {
            if (digit is not ((byte)'0' or (byte)'1'))
            {
                return false;
            }

            character = (byte)((character << 1) | (digit - '0'));
        }

        return character is >= 0x20 and < 0x7F or (byte)'\n' or (byte)'\t' or (byte)'\r';
    }
}
