namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Runs a normalisation over UTF-8 text. Bytes that are not valid UTF-8 pass through as they are.</summary>
internal static class Utf8Rewriter
{
    private const int MaxPlainRun = 16;

    /// <summary>The most bytes a pass can make of <paramref name="length"/> bytes.</summary>
    internal static int MaxLength(int length) => checked(length * CharacterTable.MaxExpansion);

    /// <summary>The index of the first character the pass would change, or -1 when the text stays as it is.</summary>
    internal static int IndexOfChange<TPass>(ReadOnlySpan<byte> text)
        where TPass : struct, ICharacterPass
    {
        int at = 0;
        while (TPass.IndexOfCandidate(text[at..]) is var candidate and >= 0)
        {
            at += candidate;
            do
            {
                int length = Utf8Reader.Read(text, at, out uint codePoint);
                if (TPass.TryMap(codePoint, out _))
                {
                    return at;
                }

                at += length;
            }
            while (at < text.Length && !IsPlain(text[at]));
        }

        return -1;
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
            int plain = candidate < 0 ? text.Length - read : candidate;
            text.Slice(read, plain).CopyTo(destination[written..]);
            written += plain;
            read += plain;
            if (candidate < 0)
            {
                return written;
            }

            // Single words of ASCII between others are copied here; a longer stretch is left to the vectorised search.
            int plainRun = 0;
            while (read < text.Length && plainRun < MaxPlainRun)
            {
                if (IsPlain(text[read]))
                {
                    destination[written++] = text[read++];
                    plainRun++;
                    continue;
                }

                plainRun = 0;
                int length = Utf8Reader.Read(text, read, out uint codePoint);
                written += TPass.TryMap(codePoint, out ReadOnlySpan<byte> replacement)
                    ? Put(replacement, destination[written..])
                    : Put(text.Slice(read, length), destination[written..]);
                read += length;
            }
        }
    }

    // Printable ASCII, which no pass changes.
    private static bool IsPlain(byte next) => next is >= 0x20 and < 0x7F;

    private static int Put(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            destination[i] = bytes[i];
        }

        return bytes.Length;
    }
}
