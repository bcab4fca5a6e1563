namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Takes the text out of binary data: what is valid UTF-8 over a length that chance does not give.</summary>
/// <remarks>
/// All further passes read the result, so an image or an archive costs one pass and not every decoder; in a text with
/// single bytes of another character set everything but these bytes is kept.
/// </remarks>
internal static class ValidStretches
{
    /// <summary>Shorter stretches hold neither a secret nor an encoding of one.</summary>
    internal const int MinLength = 16;

    /// <summary>Writes the stretches, a space after each.</summary>
    /// <param name="data">The data.</param>
    /// <param name="destination">At least as long as the data and one byte more.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Extract(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        int written = 0;
        int start = 0;
        int at = 0;
        while (at < data.Length)
        {
            if (data[at] < 0x80)
            {
                at++;
                continue;
            }

            int length = Utf8Reader.Read(data, at, out uint codePoint);
            if (codePoint == Utf8Reader.Invalid)
            {
                written += Keep(data[start..at], destination[written..]);
                start = at + length;
            }

            at += length;
        }

        return written + Keep(data[start..], destination[written..]);
    }

    private static int Keep(ReadOnlySpan<byte> stretch, Span<byte> destination)
    {
        if (stretch.Length < MinLength)
        {
            return 0;
        }

        stretch.CopyTo(destination);
        destination[stretch.Length] = (byte)' ';
        return stretch.Length + 1;
    }
}
