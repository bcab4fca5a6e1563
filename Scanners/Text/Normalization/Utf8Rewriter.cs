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
                int length = Step<TPass>(text[at..], out bool changed, out _);
                if (changed)
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
        while (true)
        {
            int candidate = TPass.IndexOfCandidate(text[read..]);
            ReadOnlySpan<byte> plain = candidate < 0 ? text[read..] : text.Slice(read, candidate);
            plain.CopyTo(destination[written..]);
            written += plain.Length;
            if (candidate < 0)
            {
                return written;
            }

            read += plain.Length;
            do
            {
                int length = Step<TPass>(text[read..], out bool changed, out ReadOnlySpan<byte> replacement);
                ReadOnlySpan<byte> output = changed ? replacement : text.Slice(read, length);
                output.CopyTo(destination[written..]);
                written += output.Length;
                read += length;
            }
            while (read < text.Length && text[read] >= 0x80);
        }
    }

    // One character, or the longest prefix that can be none (Unicode 14 §3.9, "maximal subpart").
    private static int Step<TPass>(ReadOnlySpan<byte> text, out bool changed, out ReadOnlySpan<byte> replacement)
        where TPass : struct, ICharacterPass
    {
        replacement = default;
        OperationStatus status = Rune.DecodeFromUtf8(text, out Rune rune, out int length);
        changed = status == OperationStatus.Done && TPass.TryMap((uint)rune.Value, out replacement);
        return length;
    }
}
