namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Backslash escapes of JSON (RFC 8259 §7), JavaScript, Python and shells, any number of times over:
/// <c>\uXXXX</c> with surrogate pairs, <c>\u{X}</c>, <c>\UXXXXXXXX</c>, <c>\xXX</c>, <c>\NNN</c>, <c>\n</c> and its
/// kind.
/// </summary>
/// <remarks>
/// The output is used as a stack, as in <see cref="PercentDecoder"/>. Any number of backslashes in a row becomes one,
/// which is what JSON inside JSON inside JSON needs; a backslash that was itself escaped may begin an escape whose
/// other
/// characters are escaped too. <c>\xXX</c> gives a byte, not a character.
/// </remarks>
internal readonly struct EscapeDecoder : IWholeTextDecoder
{
    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Escape;

    /// <inheritdoc/>
    public static bool IsCandidate(ReadOnlySpan<byte> text) =>
        text.Length > 1 && text[..^1].IndexOf((byte)'\\') >= 0;

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var output = new EscapeOutput(destination);
        var read = 0;
        while (read < text.Length)
        {
            if (!output.InEscape)
            {
                if (text[read] != '\\')
                {
                    read += output.AppendUntil(text[read..], (byte)'\\');
                }

                // A run of backslashes is one.
                while (read + 1 < text.Length && text[read + 1] == '\\')
                {
                    read++;
                }
            }

            if (output.TryPushSimple(text[read..]))
            {
                read += 2;
            }
            else if (read < text.Length)
            {
                var whole = output.PushWhole(text[read..]);
                if (whole == 0)
                {
                    output.Push(text[read]);
                }

                read += Math.Max(1, whole);
            }
        }

        return output.Length;
    }
}
