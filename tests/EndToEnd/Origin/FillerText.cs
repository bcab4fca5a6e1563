using System.Security.Cryptography;
using System.Text;

namespace Pipelock.EndToEnd.Origins;

/// <summary>
/// Harmless text of any length that both ends of a transfer can make for themselves: byte n is always the same, so two
/// digests decide whether anything was lost, doubled or reordered.
/// </summary>
internal static class FillerText
{
    private static readonly byte[] s_block = MakeBlock();

    /// <summary>The bytes from <paramref name="offset"/> on, as many as fit one block.</summary>
    public static ReadOnlyMemory<byte> Slice(long offset, long length)
    {
        var start = (int)(offset % s_block.Length);
        return s_block.AsMemory(start, (int)Math.Min(length, s_block.Length - start));
    }

    /// <summary>All bytes of a text of <paramref name="length"/> bytes.</summary>
    public static byte[] Make(int length)
    {
        var bytes = new byte[length];
        for (var offset = 0; offset < length;)
        {
            var slice = Slice(offset, length - offset);
            slice.Span.CopyTo(bytes.AsSpan(offset));
            offset += slice.Length;
        }

        return bytes;
    }

    /// <summary>The SHA-256, in lower-case hexadecimal, of a text of <paramref name="length"/> bytes.</summary>
    public static string Digest(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long offset = 0; offset < length;)
        {
            var slice = Slice(offset, length - offset);
            hash.AppendData(slice.Span);
            offset += slice.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Numbered lines of plain words: no digits in a row that a card number could hide in.</summary>
    private static byte[] MakeBlock()
    {
        var text = new StringBuilder();
        for (var line = 0; line < 997; line++)
            text.Append((char)('a' + line % 26)).Append((char)('a' + line / 26 % 26)).Append(
                " plain words fill this line of text\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
