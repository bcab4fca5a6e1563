using System.Buffers;
using System.Buffers.Text;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Shell;

/// <summary>
/// The texts that a command decodes before it runs them: base64, hexadecimal, UTF-16 for PowerShell, ROT13.
/// </summary>
/// <remarks>Words are decoded only where the command names a decoder, however short they are.</remarks>
internal static class EncodedArguments
{
    private const int MinWord = 6;

    private static readonly SearchValues<string> s_base64 = SearchValues.Create(
        [
            "base64", "b64", "atob", "openssl", " -enc", " -e ", " -ec ", "encodedcommand",
            "unpack(\"m", "unpack('m", "unpack1(\"m", "unpack1('m",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_hex = SearchValues.Create(
        [
            "xxd", "fromhex", "unhexlify", "unhex", "hex2bin", "'hex'", "\"hex\"", "a2b_hex", "to_bytes", "h*",
            "pack(\"h", "pack('h", "pack \"h", "pack 'h",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_rotated = SearchValues.Create(
        ["rot13", "rot_13", "n-za-m"], StringComparison.OrdinalIgnoreCase);

    /// <summary>How a word is written.</summary>
    private enum WordCode : byte
    {
        /// <summary>Base64, either alphabet.</summary>
        Base64,

        /// <summary>Hexadecimal.</summary>
        Hex,

        /// <summary>Hexadecimal, the low half of each byte first.</summary>
        SwappedHex,
    }

    /// <summary>True when the text names a decoder.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text) =>
        Names(text, s_base64) || Names(text, s_hex) || Names(text, s_rotated);

    /// <summary>Writes the decoded words, one per line.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (Names(text, s_base64))
            WriteWords(text, AsciiSets.PaddedBase64, WordCode.Base64, output);
        if (Names(text, s_hex))
            WriteWords(text, AsciiSets.HexDigits, WordCode.Hex, output);
        // Perl's and Ruby's template h takes the low half of a byte first.
        if (text.IndexOf("h*"u8) >= 0)
            WriteWords(text, AsciiSets.HexDigits, WordCode.SwappedHex, output);
        if (Names(text, s_rotated))
            WriteRotated(text, output);
        return output.Length > 0;
    }

    // In pieces that overlap, as names are matched in characters and this must not take memory for the whole text.
    private static bool Names(ReadOnlySpan<byte> text, SearchValues<string> names)
    {
        const int Piece = 512;
        const int Overlap = 32;
        Span<char> wide = stackalloc char[Piece];
        while (true)
        {
            var length = Math.Min(text.Length, Piece);
            for (var i = 0; i < length; i++)
                wide[i] = (char)text[i];
            if (wide[..length].ContainsAny(names))
                return true;
            if (length == text.Length)
                return false;
            text = text[(length - Overlap)..];
        }
    }

    private static void WriteWords(
        ReadOnlySpan<byte> text, SearchValues<byte> letters, WordCode code, GatherBuffer output)
    {
        while (text.IndexOfAny(letters) is >= 0 and var start)
        {
            text = text[start..];
            var length = text.IndexOfAnyExcept(letters);
            var word = length < 0 ? text : text[..length];
            if (word.Length >= MinWord)
                WriteDecoded(word, code, output);
            text = text[word.Length..];
        }
    }

    private static void WriteDecoded(ReadOnlySpan<byte> word, WordCode code, GatherBuffer output)
    {
        var room = output.Room(word.Length + 4);
        var written = code == WordCode.Base64 ? DecodeBase64(word, room) : DecodeHex(word, room);
        if (code == WordCode.SwappedHex)
            SwapHalves(room[..written]);
        written = Narrow(room[..written]);
        if (written < 2 || room[..written].ContainsAnyInRange((byte)0, (byte)8) || !IsText(room[..written]))
            return;
        output.Advance(written);
        output.Add((byte)'\n');
    }

    private static int DecodeHex(ReadOnlySpan<byte> word, Span<byte> room) =>
        Convert.FromHexString(word[..(word.Length & ~1)], room, out _, out var written)
            == OperationStatus.Done ? written : 0;

    private static void SwapHalves(Span<byte> bytes)
    {
        foreach (ref var next in bytes)
            next = (byte)((next << 4) | (next >> 4));
    }

    private static int DecodeBase64(ReadOnlySpan<byte> word, Span<byte> room)
    {
        word = word.TrimEnd((byte)'=');
        word.CopyTo(room);
        var digits = room[..((word.Length + 3) & ~3)];
        digits[word.Length..].Fill((byte)'=');
        digits.Replace((byte)'-', (byte)'+');
        digits.Replace((byte)'_', (byte)'/');
        return Base64.DecodeFromUtf8InPlace(digits, out var written) == OperationStatus.Done ? written : 0;
    }

    // UTF-16 of ASCII text: every second byte is zero.
    private static int Narrow(Span<byte> text)
    {
        if (text.Length < 4 || text[1] != 0 || text[3] != 0)
            return text.Length;
        var written = 0;
        for (var i = 0; i < text.Length; i += 2)
            text[written++] = text[i];
        return written;
    }

    private static bool IsText(ReadOnlySpan<byte> text) => DecodedBytes.Judge(text) != DecodedKind.Noise
        || text.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    private static void WriteRotated(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        foreach (var next in text)
        {
            var lower = next | 0x20;
            output.Add(lower is >= 'a' and <= 'z' ? (byte)(((lower - 'a' + 13) % 26) + 'a') : next);
        }
    }
}
