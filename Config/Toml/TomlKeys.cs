using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Reads bare, quoted and dotted keys (TOML §Keys).</summary>
internal static class TomlKeys
{
    /// <summary>Reads a key into <paramref name="parts"/>, which is cleared first, and the blanks behind it.</summary>
    public static void Read(TomlCursor cursor, List<TomlKeyPart> parts)
    {
        parts.Clear();
        while (true)
        {
            cursor.SkipBlanks();
            var location = cursor.Location;
            parts.Add(new TomlKeyPart(ReadPart(cursor), location));
            if (parts.Count > ReaderLimits.MaxDepth)
                throw cursor.Error($"a key has at most {ReaderLimits.MaxDepth} parts");
            cursor.SkipBlanks();
            if (cursor.Current != '.')
                return;
            cursor.Advance();
        }
    }

    /// <summary>True for the characters of a bare key.</summary>
    public static bool IsBare(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private static string ReadPart(TomlCursor cursor)
    {
        if (cursor.Current is '"' or '\'')
        {
            if (cursor.Peek(1) == cursor.Current && cursor.Peek(2) == cursor.Current)
                throw cursor.Error("a key cannot be a multi-line string");
            return TomlStrings.ReadSingleLine(cursor);
        }

        var start = cursor.Position;
        while (IsBare(cursor.Current))
            cursor.Advance();
        if (cursor.Position > start)
            return cursor.Since(start);
        throw cursor.Error(
            cursor.AtLineEnd || cursor.Current is '=' or '.' or ']'
                ? "a key is missing here"
                : "a key without quotes has only the characters A-Z a-z 0-9 _ -; quote it: \"…\"");
    }
}
