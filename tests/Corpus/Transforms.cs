using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Pipelock.Corpus.Tests;

/// <summary>The disguises a marker can put on its text.</summary>
public static class Transforms
{
    private const string Rfc1924Alphabet =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Applies one disguise by its name.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static string Apply(string caseId, string name, string text) => name switch
    {
        "b64" => Convert.ToBase64String(Bytes(text)),
        "b64np" => Convert.ToBase64String(Bytes(text)).TrimEnd('='),
        "b64u" => Base64Url(text),
        "b64mime" => Chunk(Convert.ToBase64String(Bytes(text)), 40, "\r\n"),
        "hex" => Convert.ToHexStringLower(Bytes(text)),
        "hexu" => Convert.ToHexString(Bytes(text)),
        "hexc" => Each(text, ":", b => $"{b:x2}"),
        "hexs" => Each(text, " ", b => $"{b:x2}"),
        "hexd" => Each(text, "-", b => $"{b:X2}"),
        "hex0x" => Each(text, ", ", b => $"0x{b:x2}"),
        "b32" => Base32(text),
        "b32l" => Base32(text).ToLowerInvariant(),
        "gzipb64" => Convert.ToBase64String(Gzip(Bytes(text))),
        "deflateb64" => Convert.ToBase64String(Compress("raw-deflate", Bytes(text))),
        "url" => Each(text, "", b => $"%{b:X2}"),
        "url2" => Each(text, "", b => $"%25{b:X2}"),
        "url3" => Each(text, "", b => $"%2525{b:x2}"),
        "esc" => Uri.EscapeDataString(text),
        "uni" => Each16(text, c => $"\\u{(int)c:x4}"),
        "uplus" => Each(text, " ", b => $"U+{b:X4}"),
        "uplusl" => Each(text, "", b => $"u+{b:x4}"),
        "xesc" => Each(text, "", b => $"\\x{b:x2}"),
        "oct" => Each(text, "", b => "\\" + Convert.ToString(b, 8).PadLeft(3, '0')),
        "ent" => Each16(text, c => $"&#{(int)c};"),
        "entx" => Each16(text, c => $"&#x{(int)c:X};"),
        "qp" => Each(text, "", b => $"={b:X2}"),
        "dec" => Each(text, ",", b => b.ToString(CultureInfo.InvariantCulture)),
        "chars" => string.Join(',', text.Select(c => $"\"{c}\"")),
        "chr" => Each(text, "+", b => $"chr({b})"),
        "octlist" => Each(text, " ", b => Convert.ToString(b, 8)),
        "zlibb64" => Convert.ToBase64String(Compress("deflate", Bytes(text))),
        "gziphex" => Convert.ToHexStringLower(Gzip(Bytes(text))),
        "a85" => Base85(text, string.Concat(Enumerable.Range('!', 85).Select(c => (char)c))),
        "b85" => Base85(text, Rfc1924Alphabet),
        "uu" => string.Join('\n', Bytes(text).Chunk(45).Select(UuLine)),
        "utf16" => Each16(text, c => $"{c}\0"),
        "xxd" => Lines(text, 16, (line, i) => $"{i * 16:x8}: {string.Concat(line.Select((c, at) =>
            (at % 2 == 0 && at > 0 ? " " : "") + $"{(int)c:x2}")),-39}  {new string(line)}"),
        "hexdump" => Lines(text, 16, (line, i) => $"{i * 16:x8}  {string.Concat(line.Select((c, at) =>
            $"{(int)c:x2} " + (at == 7 ? " " : ""))),-49} |{new string(line)}|"),
        "odc" => Lines(text, 16, (line, i) =>
            Convert.ToString(i * 16, 8).PadLeft(7, '0') + string.Concat(line.Select(c => $"{c,4}"))),
        "yaml" => Lines(text, 7, (line, _) => $"  - \"{new string(line)}\""),
        "rot13" => Each16(text, Rot13),
        "rev" => new string([.. text.Reverse()]),
        "upper" => text.ToUpperInvariant(),
        "lower" => text.ToLowerInvariant(),
        "zwsp" => string.Join('\u200B', text.ToCharArray()),
        "zwj" => string.Join('\u200D', text.ToCharArray()),
        "soft" => string.Join('\u00AD', text.ToCharArray()),
        "tags" => string.Concat(text.Select(c => char.ConvertFromUtf32(0xE0000 + c))),
        "marks" => string.Concat(text.Select(c => $"{c}\u0301")),
        "wide" => Each16(text, c => c is > ' ' and < '\u007F' ? ((char)(c + 0xFEE0)).ToString() : c.ToString()),
        "bold" => Bold(text),
        "homoglyph" => Each16(text, Homoglyph),
        "leet" => Each16(text, Leet),
        "json" => System.Text.Json.JsonEncodedText.Encode(text).ToString(),
        "nonl" => text.Replace("\n", "", StringComparison.Ordinal),
        "escnl" => text.Replace("\n", "\\n", StringComparison.Ordinal),
        "cut" => Cut(text),
        "chunk" => ChunkArguments(text),
        "repeat" => RepeatArguments(text),
        "rnd" => RandomArguments(caseId, text),
        _ => throw new FormatException($"{caseId}: no disguise is called '{name}'"),
    };

    private static string Lines(string text, int width, Func<char[], int, string> line) =>
        string.Join('\n', text.Chunk(width).Select(line));

    /// <summary>Base 64 with the alphabet of RFC 4648 §5, without padding.</summary>
    public static string Base64Url(string text) =>
        Convert.ToBase64String(Bytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Compresses what a body with Content-Encoding carries.</summary>
    public static byte[] Compress(string encoding, byte[] data)
    {
        using MemoryStream target = new();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Optimal),
            "raw-deflate" => new DeflateStream(target, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(target, CompressionLevel.Optimal),
            "br" => new BrotliStream(target, CompressionLevel.Optimal),
            _ => throw new FormatException($"no content coding is called '{encoding}'"),
        })
        {
            stream.Write(data);
        }

        return target.ToArray();
    }

    private static byte[] Gzip(byte[] data) => Compress("gzip", data);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Each(string text, string separator, Func<byte, string> write) =>
        string.Join(separator, Bytes(text).Select(write));

    private static string Each16(string text, Func<char, string> write) => string.Concat(text.Select(write));

    private static string Base32(string text)
    {
        StringBuilder result = new();
        var bits = 0;
        var gathered = 0;
        foreach (var b in Bytes(text))
        {
            gathered = ((gathered << 8) | b) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                result.Append(Base32Alphabet[(gathered >> (bits - 5)) & 31]);
        }

        if (bits > 0)
            result.Append(Base32Alphabet[(gathered << (5 - bits)) & 31]);
        return result.ToString();
    }

    // Five digits for four bytes; a rest is filled up and its digits cut off again.
    private static string Base85(string text, string alphabet)
    {
        StringBuilder result = new();
        foreach (var group in Bytes(text).Chunk(4))
        {
            uint value = 0;
            for (var i = 0; i < 4; i++)
                value = (value << 8) | (i < group.Length ? group[i] : 0u);
            var digits = new char[5];
            for (var i = 4; i >= 0; i--, value /= 85)
                digits[i] = alphabet[(int)(value % 85)];
            result.Append(digits, 0, group.Length + 1);
        }

        return result.ToString();
    }

    private static string UuLine(byte[] line)
    {
        StringBuilder result = new();
        result.Append((char)(' ' + line.Length));
        foreach (var group in line.Chunk(3))
        {
            var value = (group[0] << 16) | (group.ElementAtOrDefault(1) << 8) | group.ElementAtOrDefault(2);
            for (var shift = 18; shift >= 0; shift -= 6)
                result.Append((char)(((value >> shift) & 63) is 0 ? '`' : ' ' + ((value >> shift) & 63)));
        }

        return result.ToString();
    }

    private static string Rot13(char c) => char.IsAsciiLetter(c)
        ? ((char)(((c | 0x20) - 'a' + 13) % 26 + (char.IsAsciiLetterLower(c) ? 'a' : 'A'))).ToString()
        : c.ToString();

    private static string Homoglyph(char c) => c switch
    {
        'a' => "а", 'c' => "с", 'e' => "е", 'i' => "і", 'o' => "о", 'p' => "р", 's' => "ѕ", 'x' => "х", 'y' => "у",
        'A' => "А", 'B' => "В", 'E' => "Е", 'K' => "К", 'M' => "М", 'H' => "Н", 'O' => "О", 'P' => "Р", 'T' => "Т",
        _ => c.ToString(),
    };

    private static string Leet(char c) => char.ToLowerInvariant(c) switch
    {
        'a' => "4", 'e' => "3", 'i' => "1", 'o' => "0", 's' => "5", 't' => "7",
        _ => c.ToString(),
    };

    // Mathematical bold letters and digits.
    private static string Bold(string text) => Each16(text, c => c switch
    {
        >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1D400 + c - 'A'),
        >= 'a' and <= 'z' => char.ConvertFromUtf32(0x1D41A + c - 'a'),
        >= '0' and <= '9' => char.ConvertFromUtf32(0x1D7CE + c - '0'),
        _ => c.ToString(),
    });

    // cut:START:END:text; END empty means to the end.
    private static string Cut(string text)
    {
        var parts = text.Split(':', 3);
        var start = int.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts[1].Length == 0
            ? parts[2][start..]
            : parts[2][start..Math.Min(parts[2].Length, int.Parse(parts[1], CultureInfo.InvariantCulture))];
    }

    // chunk:SIZE:SEPARATOR:text; the separator "\c" is a colon.
    private static string ChunkArguments(string text)
    {
        var parts = text.Split(':', 3);
        return Chunk(parts[2], int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1].Replace("\\c", ":"));
    }

    private static string Chunk(string text, int size, string separator) =>
        string.Join(separator, text.Chunk(size).Select(piece => new string(piece)));

    // repeat:COUNT:text
    private static string RepeatArguments(string text)
    {
        var parts = text.Split(':', 2);
        return string.Concat(Enumerable.Repeat(parts[1], int.Parse(parts[0], CultureInfo.InvariantCulture)));
    }

    // rnd:CLASS:LENGTH or rnd:CLASS:LENGTH:SEED, for what is random and harmless: digests, images, ids.
    private static string RandomArguments(string caseId, string text)
    {
        var parts = text.Split(':', 3);
        return MadeUpSecrets.Random(
            caseId + "|rnd|" + text, parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
