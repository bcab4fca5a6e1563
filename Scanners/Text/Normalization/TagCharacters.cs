using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>ASCII hidden in characters that nobody sees: tag characters (U+E0020 to U+E007E).</summary>
/// <remarks>The canonical form drops them, as noise between letters; here they are the letters.</remarks>
internal readonly struct TagCharacters : ITextExtractor
{
    private const int Length = 4; // F3 A0 80 80 to F3 A0 81 BF

    private static ReadOnlySpan<byte> Start => [0xF3, 0xA0];

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Unicode;

    /// <inheritdoc/>
    public static int MaxLength(int length) => length + 1;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (text.IndexOf(Start) is var at and >= 0)
        {
            text = text[at..];
            if (text.Length < Length)
            {
                break;
            }

            var value = text[2] is 0x80 or 0x81 ? ((text[2] & 1) << 6) | (text[3] & 0x3F) : 0;
            if (value is >= 0x20 and < 0x7F)
            {
                destination[written++] = (byte)value;
            }

            text = text[2..];
        }

        return written;
    }
}
