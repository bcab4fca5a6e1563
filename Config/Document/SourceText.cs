using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Pipelock.Config.Document;

/// <summary>Turns the bytes of a file into text, or says where they are none.</summary>
internal static class SourceText
{
    /// <summary>The text without a leading byte order mark.</summary>
    /// <exception cref="ConfigException">Too large, or not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> utf8, string file)
    {
        if (utf8.Length > ReaderLimits.MaxFileBytes)
            throw Refuse(file, SourceLocation.None, $"the file has more than {ReaderLimits.MaxFileBytes} bytes");
        if (utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8))
            throw Refuse(file, FindInvalid(utf8), "not UTF-8; save the file in that encoding");
        return Encoding.UTF8.GetString(utf8);
    }

    private static SourceLocation FindInvalid(ReadOnlySpan<byte> utf8)
    {
        var (line, column) = (1, 1);
        while (Rune.DecodeFromUtf8(utf8, out var rune, out var length) == OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            utf8 = utf8[length..];
        }

        return new SourceLocation(line, column);
    }

    private static ConfigException Refuse(string file, SourceLocation location, string message) =>
        new(new ConfigProblem(file, location, "", message));
}
