using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Reads TOML 1.0 into the document tree.</summary>
public static class TomlReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="utf8">The bytes of the file; a leading byte order mark is skipped.</param>
    /// <param name="file">The file's name as it shall stand in problems.</param>
    /// <returns>The root table.</returns>
    /// <exception cref="ConfigException">The file is not TOML 1.0; holds every problem that could be told
    /// apart.</exception>
    public static MappingNode Read(ReadOnlySpan<byte> utf8, string file) =>
        new TomlExpressions(SourceText.Decode(utf8, file), file).Read();
}
