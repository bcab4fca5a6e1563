using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Runs a normalisation over UTF-8 text. Bytes that are not valid UTF-8 pass through as they are.</summary>
internal static class Utf8Rewriter
{
    /// <summary>The most bytes a pass can make of <paramref name="length"/> bytes.</summary>
    internal static int MaxLength(int length) => checked(length * CharacterTable.MaxExpansion);

    /// <summary>The index of the first character the pass would change, or -1 when the text stays as it is.</summary>
    internal static int IndexOfChange<TPass>(ReadOnlySpan<byte> text)
        where TPass : struct, ICharacterPass
    {
        int at = 0;
        while (true)
        {
            int candidate = TPass.IndexOfCandidate(text[at..]);
            if (candidate < 0)
            {
                return -1;
            }

            at += candidate;
            do
            {
                if (Decode(text[at..], out uint codePoint, out int length) && TPass.TryMap(codePoint, out _))
                {
                    return at;
                }

                at += length;
            }
            while (at < text.Length && text[at] >= 0x80);
        }
    }

    /// <summary>Writes the changed text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> of the text's length.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Rewrite<TPass>(ReadOnlySpan<byte> text, Span<byte> destination)
        where TPass : struct, ICharacterPass
    {
        int read = 0;
        int written = 0;
        while (read < text.Length)
        {
            int candidate = TPass.IndexOfCandidate(text[read..]);
            int plain = candidate < 0 ? text.Length - read : candidate;
            text.Slice(read, plain).CopyTo(destination[written..]);
            read += plain;
            written += plain;
            while (read < text.Length && (candidate >= 0 || text[read] >= 0x80))
            {
                candidate = -1; // the first one may be ASCII; from there on only what is not stays in this loop
                ReadOnlySpan<byte> kept = text.Slice(read, Step<TPass>(text[read..], out ReadOnlySpan<byte> changed));
                read += kept.Length;
                kept = changed.IsEmpty && written >= 0 ? kept : changed;
                written += Write(kept, destination[written..]);
            }
        }

        return written;
    }
}
